package org.drawbridge.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drawbridge.plan.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps each step as it is shown: its state, its times and what it said, and tells those who watch. */
final class StepBook {

    private static final int LINE_LIMIT = 500;

    private static final int OUTPUT_LIMIT = 40_000;

    private final JdbcClient jdbc;

    private final JobEvents events;

    StepBook(JdbcClient jdbc, JobEvents events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    void add(long job, Step step) {
        jdbc.sql("insert into job_step (job, seq, title, place, artifact, state, output, error)"
                        + " values (:job, :seq, :title, :place, :artifact, 'pending', '', '')")
                .param("job", job)
                .param("seq", step.seq())
                .param("title", Bounded.text(step.title(), 2000))
                .param("place", Places.of(step).label())
                .param(
                        "artifact",
                        step instanceof Step.Change change ? change.artifact().label() : "")
                .update();
    }

    void begin(long job, int seq, StepState state, Instant now) {
        jdbc.sql("update job_step set state = :state, started_at = :now, ended_at = null, error = ''"
                        + " where job = :job and seq = :seq")
                .param("state", state.word())
                .param("now", JobStore.stored(now))
                .param("job", job)
                .param("seq", seq)
                .update();
        tell(job, seq);
    }

    void end(long job, int seq, StepState state, String error, Instant now) {
        jdbc.sql("update job_step set state = :state, ended_at = :now, error = :error where job = :job and seq = :seq")
                .param("state", state.word())
                .param("now", JobStore.stored(now))
                .param("error", Bounded.text(error, 2000))
                .param("job", job)
                .param("seq", seq)
                .update();
        tell(job, seq);
    }

    /** Keeps a line until the bound is reached, and says once that there was more. */
    void output(long job, int seq, String line) {
        int length = jdbc.sql("select case when cut then -1 else char_length(output) end from job_step"
                        + " where job = :job and seq = :seq")
                .param("job", job)
                .param("seq", seq)
                .query(Integer.class)
                .single();
        if (length < 0) {
            return;
        }
        boolean fits = length + LINE_LIMIT < OUTPUT_LIMIT;
        String kept = fits ? Bounded.text(line, LINE_LIMIT) : "… and more, which is not kept.";
        jdbc.sql("update job_step set output = output || :line, cut = :cut where job = :job and seq = :seq")
                .param("line", kept + "\n")
                .param("cut", !fits)
                .param("job", job)
                .param("seq", seq)
                .update();
        events.append(job, "output", Map.of("seq", seq, "text", kept));
    }

    List<JobView.StepView> all(long job) {
        return jdbc.sql("select * from job_step where job = :job order by seq")
                .param("job", job)
                .query(StepBook::view)
                .list();
    }

    private void tell(long job, int seq) {
        JobView.StepView step = jdbc.sql("select * from job_step where job = :job and seq = :seq")
                .param("job", job)
                .param("seq", seq)
                .query(StepBook::view)
                .single();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("seq", seq);
        data.put("title", step.title());
        data.put("state", step.state().word());
        data.put("startedAt", text(step.startedAt()));
        data.put("endedAt", text(step.endedAt()));
        data.put("error", step.error());
        events.append(job, "step", data);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    private static JobView.StepView view(ResultSet row, int number) throws SQLException {
        return new JobView.StepView(
                row.getInt("seq"),
                row.getString("title"),
                row.getString("place"),
                StepState.ofWord(row.getString("state")),
                JobStore.instant(row, "started_at"),
                JobStore.instant(row, "ended_at"),
                row.getString("output"),
                row.getString("error"));
    }
}
