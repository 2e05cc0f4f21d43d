package org.drawbridge.job;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.host.RescueDesk;
import org.drawbridge.plan.Plan;

/**
 * Lets an engine's jobs go from state to state: each time in one transaction that holds the host's row, so that of two who try
 * one comes first.
 */
final class Transitions {

    private final StateBook states;

    private final HostLock lock;

    private final JobStore jobs;

    private final Journal journal;

    private final LeftBook left;

    private final RescueBook rescues;

    private final AuditLog audit;

    private final Clock clock;

    Transitions(
            StateBook states,
            HostLock lock,
            JobStore jobs,
            Journal journal,
            LeftBook left,
            RescueBook rescues,
            AuditLog audit,
            Clock clock) {
        this.states = states;
        this.lock = lock;
        this.jobs = jobs;
        this.journal = journal;
        this.left = left;
        this.rescues = rescues;
        this.audit = audit;
        this.clock = clock;
    }

    /** The job begins, or goes on after it was cut off. */
    void begin(Lease lease) {
        states.in(() -> {
            lock.guard(lease);
            Job job = jobs.get(lease.job());
            if (job.state() == JobState.QUEUED && jobs.become(job.id(), JobState.QUEUED, JobState.RUNNING)) {
                jobs.startedAt(job.id(), clock.instant());
                states.tell(job.id());
            } else if (job.state() != JobState.RUNNING) {
                throw new CancelledException(job.id());
            }
            return job;
        });
    }

    /** The job is about to take its first step. */
    void markApplied(Lease lease, Plan plan) {
        states.in(() -> {
            lock.guard(lease);
            states.begun(jobs.get(lease.job()), plan);
            return plan;
        });
    }

    /** All steps hold: the job waits for a person. */
    void await(Lease lease) {
        states.in(() -> {
            lock.guard(lease);
            Job job = jobs.get(lease.job());
            if (job.state() != JobState.RUNNING) {
                throw new CancelledException(job.id());
            }
            states.become(job, JobState.AWAITING_CONFIRMATION);
            states.finished(job);
            jobs.confirmBy(job.id(), clock.instant().plus(job.confirmWithin()));
            audit.append(Entries.job(job.actor(), "steps", job.id(), Outcome.SUCCESS));
            lock.rest(lease);
            states.tell(job.id());
            return job;
        });
    }

    /** All steps hold of a job that waits for nobody: it is kept. */
    void keep(Lease lease, Plan plan) {
        states.in(() -> {
            lock.guard(lease);
            Job job = jobs.get(lease.job());
            if (job.state() != JobState.RUNNING) {
                throw new CancelledException(job.id());
            }
            Instant now = clock.instant();
            states.become(job, JobState.CONFIRMED);
            states.finished(job);
            jobs.confirmedAt(job.id(), now);
            jobs.endedAt(job.id(), now);
            for (long profile : states.restored(job, plan, now)) {
                audit.append(AuditEvent.of(job.actor(), "profile.unsettle", "profile:" + profile, Outcome.SUCCESS)
                        .with("job", Long.toString(job.id())));
            }
            lock.free(job.id());
            audit.append(Entries.job(job.actor(), "steps", job.id(), Outcome.SUCCESS));
            states.tell(job.id());
            return job;
        });
    }

    /** The engine turns back by itself, or finds that it was asked to. */
    Job turn(Lease lease, String cause) {
        return states.in(() -> {
            lock.guard(lease);
            Job job = jobs.get(lease.job());
            if (job.state() != JobState.REVERTING) {
                states.become(job, JobState.REVERTING);
                jobs.cause(job.id(), cause);
                audit.append(Entries.job(job.actor(), "steps", job.id(), Outcome.FAILURE)
                        .with("reason", cause));
                states.tell(job.id());
            }
            return jobs.get(job.id());
        });
    }

    /** The way back is at its end; with something left the job keeps the host. */
    void finish(Lease lease, Actor actor, List<String> remains) {
        states.in(() -> {
            lock.guard(lease);
            Job job = jobs.get(lease.job());
            left.replace(job.id(), remains);
            jobs.endedAt(job.id(), clock.instant());
            if (remains.isEmpty()) {
                states.become(job, JobState.REVERTED);
                states.undone(job);
                lock.free(job.id());
            } else {
                states.become(job, JobState.FAILED);
                lock.rest(lease);
            }
            audit.append(Entries.job(actor, "revert", job.id(), remains.isEmpty() ? Outcome.SUCCESS : Outcome.FAILURE)
                    .with("left", String.join(" ", remains)));
            states.tell(job.id());
            return job;
        });
    }

    /**
     * Takes up a job whose engine is gone: it ends where it had not begun, waits for a person, or goes back.
     *
     * @return the lease to go back under
     */
    Optional<Lease> takeUp(long id, OnInterrupted mode) {
        return states.in(() -> {
            HostLock.Standing standing = lock.hold();
            Job job = jobs.get(id);
            if (!standing.isHeldBy(id) || !job.state().isUnderWay() || !lock.isAbandoned(standing)) {
                return Optional.empty();
            }
            boolean begun = journal.hasBegun(id);
            if (!begun) {
                end(job);
            }
            audit.append(Entries.job(Actor.SYSTEM, "interrupted", id, Outcome.FAILURE)
                    .with("state", job.state().word()));
            if (!begun) {
                return Optional.empty();
            }
            states.become(job, JobState.INTERRUPTED);
            Lease lease = lock.claim(id);
            if (mode == OnInterrupted.ASK) {
                jobs.cause(id, "The console stopped in the middle of the job.");
                lock.rest(lease);
                states.tell(id);
                return Optional.empty();
            }
            states.become(jobs.get(id), JobState.REVERTING);
            jobs.cause(id, "The console stopped in the middle of the job, and goes back by itself.");
            states.tell(id);
            return Optional.of(lease);
        });
    }

    /**
     * The host went back by itself: what it took back is taken back, and with something left the job keeps the host. Without
     * effect while an engine is at work on the job, which finds that out by itself.
     */
    void rescued(long id, Optional<RescueDesk.Result> result) {
        states.in(() -> {
            HostLock.Standing standing = lock.hold();
            Job job = jobs.get(id);
            boolean atWork = standing.isHeldBy(id) && !lock.isAbandoned(standing);
            if (atWork || job.state() == JobState.REVERTED || job.closedAt() != null) {
                return job;
            }
            List<String> remains = result.map(RescueDesk.Result::left).orElse(List.of());
            if (job.state() != JobState.REVERTING) {
                states.become(job, JobState.REVERTING);
            }
            Instant at = result.map(RescueDesk.Result::at).orElseGet(clock::instant);
            jobs.cause(id, "rescue: the host went back by itself at " + at.truncatedTo(ChronoUnit.SECONDS) + ".");
            jobs.confirmBy(id, null);
            jobs.endedAt(id, clock.instant());
            left.replace(id, remains);
            rescues.restored(job);
            endRescued(jobs.get(id), standing, remains);
            audit.append(Entries.job(
                            Actor.SYSTEM, "rescue-restore", id, remains.isEmpty() ? Outcome.SUCCESS : Outcome.FAILURE)
                    .with("at", at.toString())
                    .with("left", String.join(" ", remains)));
            states.tell(id);
            return job;
        });
    }

    private void endRescued(Job job, HostLock.Standing standing, List<String> remains) {
        if (remains.isEmpty()) {
            journal.restored(job.id(), standing.fence());
            states.become(job, JobState.REVERTED);
            states.undone(job);
            lock.free(job.id());
            return;
        }
        states.become(job, JobState.FAILED);
        if (standing.job() == null || standing.isHeldBy(job.id())) {
            lock.rest(lock.claim(job.id()));
        }
    }

    private void end(Job job) {
        states.become(job, JobState.REVERTED);
        jobs.cause(job.id(), "The console stopped before the first step; nothing was changed.");
        jobs.endedAt(job.id(), clock.instant());
        states.undone(job);
        lock.free(job.id());
        states.tell(job.id());
    }
}
