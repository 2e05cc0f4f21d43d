package org.drawbridge.job;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Step;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The record from which a job is taken up after a crash: a step's intent is safe on the disk before anything is done for it,
 * and its outcome before the next step begins. An engine that lost its lease cannot write here.
 */
final class Journal {

    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    private final HostLock lock;

    private final JobStore jobs;

    private final StepBook steps;

    private final Images images;

    private final AuditLog audit;

    private final Clock clock;

    private final boolean checkpoints;

    /**
     * @param checkpoints whether the database is H2, which writes to the disk only when it is told to
     */
    Journal(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            HostLock lock,
            JobStore jobs,
            StepBook steps,
            Images images,
            AuditLog audit,
            Clock clock,
            boolean checkpoints) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.lock = lock;
        this.jobs = jobs;
        this.steps = steps;
        this.images = images;
        this.audit = audit;
        this.clock = clock;
        this.checkpoints = checkpoints;
    }

    /**
     * Says that a step is about to be taken.
     *
     * @param seen what a change found in the place of its artifact, kept whole
     * @throws CancelledException when the job is on its way on and was asked to go back
     */
    void intend(Lease lease, Step step, Way way, Optional<Content> seen, AuditEvent event) {
        transaction.executeWithoutResult(status -> {
            lock.guard(lease);
            if (way == Way.ON && jobs.get(lease.job()).state() != JobState.RUNNING) {
                throw new CancelledException(lease.job());
            }
            write(lease, step, way, "intent");
            if (step instanceof Step.Change change) {
                seen.ifPresent(content -> images.keep(lease.job(), change, content, clock.instant()));
            }
            steps.begin(
                    lease.job(), step.seq(), way == Way.ON ? StepState.RUNNING : StepState.REVERTING, clock.instant());
            audit.append(event);
        });
        sync();
    }

    /** Says how a step that was intended ended; a bad end has a reason. */
    void settle(Lease lease, Step step, Way way, StepState state, String error, AuditEvent event) {
        boolean good = state == StepState.DONE || state == StepState.REVERTED;
        transaction.executeWithoutResult(status -> {
            lock.guard(lease);
            write(lease, step, way, good ? "done" : "failed");
            steps.end(lease.job(), step.seq(), state, error, clock.instant());
            audit.append(event);
        });
    }

    /** Keeps a line that a step's command said. */
    void output(Lease lease, Step step, String line) {
        transaction.executeWithoutResult(status -> {
            lock.guard(lease);
            steps.output(lease.job(), step.seq(), line);
        });
    }

    /** How each step stands that was ever begun, by its number. */
    Map<Integer, Standing> standings(long job) {
        Map<Integer, Standing> standings = new HashMap<>();
        jdbc.sql("select seq, way, mark from job_journal where job = :job order by id")
                .param("job", job)
                .query(row -> {
                    Standing standing = !row.getString("mark").equals("done")
                            ? Standing.UNSURE
                            : row.getString("way").equals(Way.ON.word()) ? Standing.DONE : Standing.NOT_BEGUN;
                    standings.put(row.getInt("seq"), standing);
                });
        return standings;
    }

    boolean hasBegun(long job) {
        return jdbc.sql("select count(*) from job_journal where job = :job")
                        .param("job", job)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Notes within the caller's transaction that the host itself took back whatever was begun. */
    void restored(long job, long fence) {
        standings(job).forEach((seq, standing) -> {
            if (standing != Standing.NOT_BEGUN) {
                write(job, fence, seq, Way.BACK, "done");
                steps.end(job, seq, StepState.REVERTED, "", clock.instant());
            }
        });
    }

    /** Whether a step of the job was ever taken back, or tried to be. */
    boolean hasGoneBack(long job) {
        return jdbc.sql("select count(*) from job_journal where job = :job and way = 'back'")
                        .param("job", job)
                        .query(Long.class)
                        .single()
                > 0;
    }

    private void write(Lease lease, Step step, Way way, String mark) {
        write(lease.job(), lease.fence(), step.seq(), way, mark);
    }

    private void write(long job, long fence, int seq, Way way, String mark) {
        jdbc.sql(
                        "insert into job_journal (job, fence, seq, way, mark, at) values (:job, :fence, :seq, :way, :mark, :at)")
                .param("job", job)
                .param("fence", fence)
                .param("seq", seq)
                .param("way", way.word())
                .param("mark", mark)
                .param("at", JobStore.stored(clock.instant()))
                .update();
    }

    private void sync() {
        if (checkpoints) {
            jdbc.sql("checkpoint sync").update();
        }
    }
}
