package org.drawbridge.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.host.HostException;
import org.drawbridge.profile.BridgeProfile;
import org.jspecify.annotations.Nullable;

/** Bridges that are kept until a time: the time is set anew or taken away here, on the host first. */
final class TimeBoxes {

    static final Duration SHORTEST = Duration.ofMinutes(1);

    static final Duration LONGEST = Duration.ofDays(90);

    private final Rescue rescue;

    private final StateBook states;

    private final HostLock lock;

    private final JobStore jobs;

    private final AppliedMarks marks;

    private final AuditLog audit;

    private final Clock clock;

    TimeBoxes(
            Rescue rescue,
            StateBook states,
            HostLock lock,
            JobStore jobs,
            AppliedMarks marks,
            AuditLog audit,
            Clock clock) {
        this.rescue = rescue;
        this.states = states;
        this.lock = lock;
        this.jobs = jobs;
        this.marks = marks;
        this.audit = audit;
        this.clock = clock;
    }

    boolean isPossible(Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        return left.compareTo(SHORTEST) >= 0 && left.compareTo(LONGEST) <= 0;
    }

    /**
     * Sets another time, or takes it away where there is none.
     *
     * @throws WrongStateException when the job is not kept until a time
     * @throws HostException when the host does not take that
     */
    void set(long id, @Nullable Instant until, Actor actor) {
        Job job = require(jobs.get(id));
        String words = until == null ? "for good" : until.toString();
        audit.append(Entries.job(actor, "until", id, Outcome.INTENT).with("until", words));
        try {
            if (until == null) {
                rescue.forGood(job);
            } else {
                rescue.time(job, Optional.empty(), until);
            }
        } catch (HostException exception) {
            audit.append(Entries.job(actor, "until", id, Outcome.FAILURE)
                    .with("until", words)
                    .with("reason", Reason.of(exception)));
            throw exception;
        }
        states.in(() -> {
            lock.hold();
            Job now = require(jobs.get(id));
            jobs.keepUntil(id, until);
            jobs.cause(id, "");
            marks.current(now.profile())
                    .filter(applied -> applied.job() == id)
                    .ifPresent(applied -> marks.mark(
                            now.profile(),
                            new BridgeProfile.Applied(id, applied.version(), Optional.ofNullable(until))));
            audit.append(Entries.job(actor, "until", id, Outcome.SUCCESS).with("until", words));
            states.tell(id);
            return now;
        });
    }

    private static Job require(Job job) {
        if (job.state() != JobState.CONFIRMED || job.keepUntil() == null) {
            throw new WrongStateException(job.id(), job.state(), "given another time: it is not kept until one");
        }
        return job;
    }
}
