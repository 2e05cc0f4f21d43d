package org.drawbridge.job;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditLog;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The record of what was asked of the host's own way back: the intent is safe on the disk before the host is asked, and the
 * outcome before the next step begins.
 */
final class RescueBook {

    private static final String INTENT = "intent";

    private static final String DONE = "done";

    private static final String FAILED = "failed";

    private final JdbcClient jdbc;

    private final TransactionTemplate transaction;

    private final HostLock lock;

    private final AuditLog audit;

    private final Clock clock;

    private final boolean checkpoints;

    RescueBook(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            HostLock lock,
            AuditLog audit,
            Clock clock,
            boolean checkpoints) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.lock = lock;
        this.audit = audit;
        this.clock = clock;
        this.checkpoints = checkpoints;
    }

    /**
     * The last that was asked for a job.
     *
     * @param done whether the host did it, as far as that is known
     * @param until when the host goes back by itself, by its own clock, or null
     */
    record Last(RescueVerb verb, boolean done, @Nullable Instant until) {}

    /** Says what the host is about to be asked; without a lease it is asked for a job on which nobody works. */
    void intend(Asked asked) {
        write(asked, INTENT, null, "", Outcome.INTENT);
        if (checkpoints) {
            jdbc.sql("checkpoint sync").update();
        }
    }

    void done(Asked asked, @Nullable Instant until) {
        write(asked, DONE, until, "", Outcome.SUCCESS);
    }

    void failed(Asked asked, String reason) {
        write(asked, FAILED, null, reason, Outcome.FAILURE);
    }

    private void write(Asked asked, String mark, @Nullable Instant until, String reason, Outcome outcome) {
        transaction.executeWithoutResult(status -> {
            asked.lease().ifPresent(lock::guard);
            append(asked.job(), asked.verb(), mark, until, reason);
            AuditEvent event = Entries.job(
                    asked.job().actor(),
                    "rescue-" + asked.verb().word(),
                    asked.job().id(),
                    outcome);
            if (until != null) {
                event = event.with("until", until.toString());
            }
            audit.append(reason.isEmpty() ? event : event.with("reason", reason));
        });
    }

    /** Notes within the caller's transaction that the host went back by itself. */
    void restored(Job job) {
        append(job, RescueVerb.RESTORE, INTENT, null, "");
        append(job, RescueVerb.RESTORE, DONE, null, "");
    }

    private void append(Job job, RescueVerb verb, String mark, @Nullable Instant until, String reason) {
        jdbc.sql("insert into job_rescue (job, verb, mark, host_until, reason, at)"
                        + " values (:job, :verb, :mark, :until, :reason, :at)")
                .param("job", job.id())
                .param("verb", verb.word())
                .param("mark", mark)
                .param("until", until == null ? null : JobStore.stored(until))
                .param("reason", Bounded.text(reason, 2000))
                .param("at", JobStore.stored(clock.instant()))
                .update();
    }

    /** The last that was asked, but for what the host did not do. */
    Optional<Last> last(long job) {
        Deque<Last> asked = new ArrayDeque<>();
        jdbc.sql("select verb, mark, host_until from job_rescue where job = :job order by id")
                .param("job", job)
                .query(row -> {
                    String mark = row.getString("mark");
                    if (!mark.equals(INTENT)) {
                        asked.pollLast();
                    }
                    if (!mark.equals(FAILED)) {
                        asked.addLast(new Last(
                                RescueVerb.ofWord(row.getString("verb")),
                                mark.equals(DONE),
                                JobStore.instant(row, "host_until")));
                    }
                });
        return Optional.ofNullable(asked.peekLast());
    }

    /** The jobs after which the host may still go back by itself. */
    List<Long> set() {
        return jdbc
                .sql("select job from job_rescue group by job having max(id) >"
                        + " max(case when mark = 'done' and verb in ('keep', 'disarm', 'restore') then id else 0 end)"
                        + " order by job")
                .query((row, number) -> row.getLong("job"))
                .list()
                .stream()
                .filter(this::isSet)
                .toList();
    }

    /** Whether the host may still go back by itself after the job. */
    boolean isSet(long job) {
        return last(job).filter(last -> last.verb().isSetBy() || !last.done()).isPresent();
    }

    /** What the host is asked for a job. */
    record Asked(Job job, Optional<Lease> lease, RescueVerb verb) {}
}
