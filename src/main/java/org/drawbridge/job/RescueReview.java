package org.drawbridge.job;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drawbridge.host.HostException;
import org.drawbridge.host.RescueDesk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks which hosts went back by themselves, and switches off what was left set after a job that has ended. */
final class RescueReview {

    private static final Logger log = LoggerFactory.getLogger(RescueReview.class);

    private static final String RESTORED = "restored";

    private final Rescue rescue;

    private final Transitions transitions;

    private final JobStore jobs;

    private final Clock clock;

    private volatile boolean looked;

    RescueReview(Rescue rescue, Transitions transitions, JobStore jobs, Clock clock) {
        this.rescue = rescue;
        this.transitions = transitions;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Asks the host only where it may have gone back by itself; one that does not answer is asked again later. */
    void look() {
        List<Long> set = rescue.set().stream().filter(this::isToBeLookedAt).toList();
        if (set.isEmpty()) {
            return;
        }
        try {
            Map<String, RescueDesk.Kit> kits = rescue.kits().stream()
                    .collect(Collectors.toMap(RescueDesk.Kit::job, Function.identity(), (one, other) -> one));
            for (long id : set) {
                Job job = jobs.get(id);
                RescueDesk.Kit kit = kits.get(PlanManifest.name(job));
                if (kit != null && kit.state().equals(RESTORED)) {
                    transitions.rescued(id, kit.result());
                } else if (isOver(job)) {
                    rescue.disarmEnded(job);
                }
            }
            looked = true;
        } catch (HostException exception) {
            log.debug("The host's own ways back could not be looked at.", exception);
        }
    }

    /** A host that keeps a job until a time has nothing to tell before; at the start somebody may have gone back by hand. */
    private boolean isToBeLookedAt(long id) {
        Job job = jobs.get(id);
        Instant until = rescue.hostUntil(id);
        return !looked || job.state() != JobState.CONFIRMED || until == null || !until.isAfter(clock.instant());
    }

    private static boolean isOver(Job job) {
        return job.state() == JobState.REVERTED
                || (job.state() == JobState.CONFIRMED && job.keepUntil() == null)
                || job.closedAt() != null;
    }
}
