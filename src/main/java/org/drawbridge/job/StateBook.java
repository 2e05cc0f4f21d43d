package org.drawbridge.job;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes a job's state and all that hangs on it, and tells those who watch. */
final class StateBook {

    private final TransactionTemplate transaction;

    private final JobStore jobs;

    private final LeftBook left;

    private final JobEvents events;

    private final AppliedMarks marks;

    StateBook(TransactionTemplate transaction, JobStore jobs, LeftBook left, JobEvents events, AppliedMarks marks) {
        this.transaction = transaction;
        this.jobs = jobs;
        this.left = left;
        this.events = events;
        this.marks = marks;
    }

    /** Does the work in a transaction of its own. */
    <T> T in(Supplier<T> work) {
        T result = transaction.execute(status -> work.get());
        if (result == null) {
            throw new IllegalStateException("A transition has a result.");
        }
        return result;
    }

    /** Goes over from the state that the caller saw. */
    void become(Job job, JobState state) {
        if (!jobs.become(job.id(), job.state(), state)) {
            throw new WrongStateException(job.id(), job.state(), state.word());
        }
    }

    /** What was on the host of the job's profile before is so again. */
    void unmark(Job job) {
        boolean ours = marks.current(job.profile())
                .filter(applied -> applied.job() == job.id())
                .isPresent();
        if (ours || job.kind() == JobKind.REMOVE) {
            marks.mark(job.profile(), job.appliedBefore());
        }
    }

    void tell(long id) {
        Job job = jobs.get(id);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", job.state().word());
        data.put("confirmBy", text(job.confirmBy()));
        data.put("endedAt", text(job.endedAt()));
        data.put("cause", job.cause());
        data.put("left", left.all(id));
        events.append(id, "state", data);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
