package org.drawbridge.job;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Plan;
import org.drawbridge.profile.BridgeProfile;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes a job's state and all that hangs on it, and tells those who watch. */
final class StateBook {

    private final TransactionTemplate transaction;

    private final JobStore jobs;

    private final LeftBook left;

    private final JobEvents events;

    private final AppliedMarks marks;

    private final ApprovedPlans plans;

    StateBook(
            TransactionTemplate transaction,
            JobStore jobs,
            LeftBook left,
            JobEvents events,
            AppliedMarks marks,
            ApprovedPlans plans) {
        this.transaction = transaction;
        this.jobs = jobs;
        this.left = left;
        this.events = events;
        this.marks = marks;
        this.plans = plans;
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

    /** From the first write on, the profile counts as applied; taking it away counts once that is kept. */
    void begun(Job job, Plan plan) {
        if (job.kind() == JobKind.APPLY) {
            marks.mark(
                    plan.profileId(),
                    new BridgeProfile.Applied(job.id(), plan.profileVersion(), Optional.ofNullable(job.keepUntil())));
        }
        plans.begun(plan.id());
    }

    void finished(Job job) {
        plans.finished(job.plan());
    }

    /** A person keeps it. */
    void kept(Job job) {
        if (job.kind() == JobKind.REMOVE) {
            marks.current(job.profile()).ifPresent(applied -> marks.clear(job.profile(), applied.job()));
        }
    }

    /** The stock packages are back: what relied on other files of theirs does not hold any more. */
    List<Long> restored(Job job, Plan plan, Instant now) {
        List<Artifact.File> files = plan.preconditions().stream()
                .map(Plan.Precondition::artifact)
                .filter(Artifact.File.class::isInstance)
                .map(Artifact.File.class::cast)
                .toList();
        return marks.restored(job.id(), files, now);
    }

    /** What was on the host of the job's profile before is so again. */
    void undone(Job job) {
        boolean ours = marks.current(job.profile())
                .map(applied -> applied.job() == job.id())
                .orElse(job.kind() == JobKind.REMOVE);
        if (ours) {
            job.appliedBefore()
                    .ifPresentOrElse(
                            applied -> appliedAgain(job.profile(), applied),
                            () -> marks.clear(job.profile(), job.id()));
        }
        plans.undone(job.plan());
    }

    /** The one before counts again, and so does its time. */
    private void appliedAgain(long profile, BridgeProfile.Applied applied) {
        marks.mark(profile, applied);
        jobs.find(applied.job())
                .filter(former -> former.state() == JobState.CONFIRMED)
                .ifPresent(former -> jobs.keepUntil(former.id(), applied.until().orElse(null)));
    }

    void tell(long id) {
        Job job = jobs.get(id);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("state", job.state().word());
        data.put("confirmBy", text(job.confirmBy()));
        data.put("until", text(job.keepUntil()));
        data.put("endedAt", text(job.endedAt()));
        data.put("cause", job.cause());
        data.put("left", left.all(id));
        events.append(id, "state", data);
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
