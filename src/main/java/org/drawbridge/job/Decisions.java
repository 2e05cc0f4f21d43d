package org.drawbridge.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.plan.Plan;
import org.jspecify.annotations.Nullable;

/** What people decide about jobs: each in one transaction that holds the host's row, so that of two who decide one comes first. */
final class Decisions {

    private final StateBook states;

    private final HostLock lock;

    private final JobStore jobs;

    private final StepBook steps;

    private final AppliedMarks marks;

    private final AuditLog audit;

    private final Clock clock;

    Decisions(
            StateBook states,
            HostLock lock,
            JobStore jobs,
            StepBook steps,
            AppliedMarks marks,
            AuditLog audit,
            Clock clock) {
        this.states = states;
        this.lock = lock;
        this.jobs = jobs;
        this.steps = steps;
        this.marks = marks;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Makes a job of a plan and gives it the host.
     *
     * @throws HostBusyException when another job holds it
     */
    Lease create(Plan plan, Duration confirmWithin, @Nullable Instant keepUntil, Actor actor) {
        return states.in(() -> {
            HostLock.Standing standing = lock.hold();
            if (standing.job() != null) {
                throw busy(standing.job());
            }
            long id = jobs.add(plan, confirmWithin, keepUntil, actor, clock.instant(), marks.current(plan.profileId()));
            plan.steps().forEach(step -> steps.add(id, step));
            audit.append(Entries.job(actor, "start", id, Outcome.INTENT)
                    .with("plan", plan.id().toString())
                    .with("digest", plan.digest())
                    .with("until", keepUntil == null ? "" : keepUntil.toString()));
            Lease lease = lock.claim(id);
            states.tell(id);
            return lease;
        });
    }

    /**
     * Does something while no job can begin.
     *
     * @throws HostBusyException when one holds the host; nothing is done then
     */
    void whileFree(Runnable work) {
        states.in(() -> {
            HostLock.Standing standing = lock.hold();
            if (standing.job() != null) {
                throw busy(standing.job());
            }
            work.run();
            return standing;
        });
    }

    HostBusyException busy(long holder) {
        Job job = jobs.get(holder);
        return new HostBusyException(
                holder,
                "Job " + holder + " of " + job.actor().name() + " ("
                        + job.kind().word() + " “" + job.profileName() + "”) holds the host; it is "
                        + job.state().word() + ". Wait until it ends, or end it.");
    }

    /**
     * A person wants to keep the change: from now on this engine holds the job, until the host has let go of its own way back.
     *
     * @return the lease to do that under, or nothing where the job does not wait for that any more
     * @throws NotConfirmedException when another does it in this moment
     */
    Optional<Lease> confirming(long id, Actor actor) {
        return states.in(() -> {
            HostLock.Standing standing = lock.hold();
            Job job = jobs.get(id);
            Instant by = job.confirmBy();
            if (job.state() != JobState.AWAITING_CONFIRMATION || by == null || !by.isAfter(clock.instant())) {
                return Optional.empty();
            }
            if (!lock.isAbandoned(standing)) {
                throw new NotConfirmedException(id, "somebody else is confirming it in this moment.");
            }
            audit.append(Entries.job(actor, "confirm", id, Outcome.INTENT));
            return Optional.of(lock.claim(id));
        });
    }

    /** The host does not go back by itself any more: the job is kept. */
    void confirm(Lease lease, Actor actor) {
        states.in(() -> {
            lock.guard(lease);
            Job job = jobs.get(lease.job());
            Instant now = clock.instant();
            states.become(job, JobState.CONFIRMED);
            states.kept(job);
            jobs.timed(job.profile(), job.id()).forEach(former -> jobs.keepUntil(former.id(), null));
            jobs.confirmedAt(job.id(), now);
            jobs.confirmBy(job.id(), null);
            jobs.endedAt(job.id(), now);
            jobs.cause(job.id(), "");
            lock.free(job.id());
            audit.append(Entries.job(actor, "confirm", job.id(), Outcome.SUCCESS));
            states.tell(job.id());
            return job;
        });
    }

    /** The host may still go back by itself: the job goes on waiting, and says why. */
    void notConfirmed(Lease lease, Actor actor, String why) {
        states.in(() -> {
            lock.rest(lease);
            Job job = jobs.get(lease.job());
            jobs.cause(job.id(), "It was not confirmed: " + why);
            audit.append(
                    Entries.job(actor, "confirm", job.id(), Outcome.FAILURE).with("reason", why));
            states.tell(job.id());
            return job;
        });
    }

    /**
     * Sends a job on its way back; the work is this engine's where no other is at it.
     *
     * @return the lease to work under, or nothing where the engine that runs the job turns by itself
     * @throws WrongStateException when there is no way back from the job's state
     * @throws HostBusyException when the job had ended and another holds the host now
     */
    Optional<Lease> askBack(long id, Actor actor, String cause) {
        return states.in(() -> {
            HostLock.Standing standing = lock.hold();
            Job job = jobs.get(id);
            if (!job.state().canBecome(JobState.REVERTING) || job.closedAt() != null) {
                throw new WrongStateException(id, job.state(), "reverted");
            }
            if (standing.job() != null && !standing.isHeldBy(id)) {
                throw busy(standing.job());
            }
            audit.append(Entries.job(actor, "revert", id, Outcome.INTENT).with("reason", cause));
            boolean atWork = standing.isHeldBy(id) && job.state().isUnderWay() && !lock.isAbandoned(standing);
            states.become(job, JobState.REVERTING);
            jobs.cause(id, cause);
            jobs.confirmBy(id, null);
            jobs.endedAt(id, null);
            Optional<Lease> lease = atWork ? Optional.empty() : Optional.of(lock.claim(id));
            states.tell(id);
            return lease;
        });
    }

    /** A person lets an interrupted job go on. */
    Lease resume(long id, Actor actor) {
        return states.in(() -> {
            lock.hold();
            Job job = jobs.get(id);
            if (job.state() != JobState.INTERRUPTED) {
                throw new WrongStateException(id, job.state(), "resumed");
            }
            audit.append(Entries.job(actor, "resume", id, Outcome.INTENT));
            states.become(job, JobState.RUNNING);
            jobs.cause(id, "");
            Lease lease = lock.claim(id);
            states.tell(id);
            return lease;
        });
    }

    /** An administrator gives up on a failed job and lets the next at the host. */
    void close(long id, Actor actor) {
        states.in(() -> {
            lock.hold();
            Job job = jobs.get(id);
            audit.append(Entries.job(actor, "close", id, Outcome.INTENT));
            if (!jobs.close(id, clock.instant())) {
                throw new WrongStateException(id, job.state(), "closed");
            }
            lock.free(id);
            audit.append(Entries.job(actor, "close", id, Outcome.SUCCESS));
            states.tell(id);
            return job;
        });
    }
}
