package org.drawbridge.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.job.StalePlanException.ChangedArtifact;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;

/** Jobs, for those who start, watch and decide them. */
public final class Jobs {

    /** What is to be said of an impossible time to wait. */
    public static final String CONFIRM_WITHIN =
            "A job waits from 1 s to 24 h for confirmation: write it as PT2M for two minutes.";

    /** What is to be said of an impossible time. */
    public static final String UNTIL =
            "A bridge may stay from 1 min to 90 days, and only one that is raised has such a time:"
                    + " write it as PT4H for four hours, or as 2026-11-30T18:00:00Z.";

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Duration LONGEST = Duration.ofDays(1);

    private final JobStore store;

    private final JobDetails details;

    private final JobEvents events;

    private final Decisions decisions;

    private final HostLock lock;

    private final ApprovedPlans plans;

    private final JobEngine engine;

    private final TimeBoxes times;

    private final Classifier classifier;

    private final UnsettledBook unsettled;

    private final JobProperties properties;

    private final Clock clock;

    Jobs(
            JobStore store,
            JobDetails details,
            JobEvents events,
            Decisions decisions,
            HostLock lock,
            ApprovedPlans plans,
            JobEngine engine,
            TimeBoxes times,
            Classifier classifier,
            UnsettledBook unsettled,
            JobProperties properties,
            Clock clock) {
        this.store = store;
        this.details = details;
        this.events = events;
        this.decisions = decisions;
        this.lock = lock;
        this.plans = plans;
        this.engine = engine;
        this.times = times;
        this.classifier = classifier;
        this.unsettled = unsettled;
        this.properties = properties;
        this.clock = clock;
    }

    /** How long a job waits for confirmation where nobody said otherwise. */
    public Duration defaultConfirmWithin() {
        return properties.confirmWithin();
    }

    /** Whether a job can wait that long for confirmation. */
    public static boolean isPossible(Duration confirmWithin) {
        return confirmWithin.compareTo(SHORTEST) >= 0 && confirmWithin.compareTo(LONGEST) <= 0;
    }

    /**
     * Starts a job of a plan that a person has read, and returns at once.
     *
     * @param digest the digest of the plan that was read
     * @param confirmWithin how long the job waits for confirmation, from a second to a day
     * @param acknowledge the codes of the warnings that the person knows
     * @throws UnknownPlanException when there is no such plan
     * @throws HostBusyException when another job holds the host
     * @throws NotApplicableException when the plan has a blocker or nothing to do
     * @throws NotAcknowledgedException when a warning's code is missing
     * @throws StalePlanException when the plan ran out, is another one than was read, or the host or the profile changed
     */
    public JobView start(UUID planId, String digest, Duration confirmWithin, Set<String> acknowledge, Actor actor) {
        return start(planId, digest, confirmWithin, Optional.empty(), acknowledge, actor);
    }

    /** The same for a bridge that is taken down by itself at a time; see {@link #isPossible(Instant)}. */
    public JobView start(
            UUID planId,
            String digest,
            Duration confirmWithin,
            Optional<Instant> until,
            Set<String> acknowledge,
            Actor actor) {
        Plan plan = plans.find(planId)
                .filter(found -> found.kind() != Plan.Kind.RESTORE)
                .orElseThrow(() -> new UnknownPlanException(planId));
        if (!isPossible(confirmWithin)) {
            throw new IllegalArgumentException(CONFIRM_WITHIN);
        }
        if (until.isPresent() && (plan.kind() != Plan.Kind.APPLY || !isPossible(until.get()))) {
            throw new IllegalArgumentException(UNTIL);
        }
        Long holder = lock.look().job();
        if (holder != null) {
            throw decisions.busy(holder);
        }
        if (!plan.applicable()) {
            throw new NotApplicableException();
        }
        requireDigest(plan, digest);
        requireAcknowledged(plan, acknowledge);
        requireFresh(plan);
        Lease lease = decisions.create(plan, confirmWithin, until.orElse(null), actor);
        JobView view = find(lease.job()).orElseThrow();
        engine.submit(lease);
        return view;
    }

    /**
     * Starts a job that puts stock packages back, and returns at once; it waits for nobody.
     *
     * @param plan a stored plan of that kind, made in this moment
     * @throws HostBusyException when another job holds the host
     */
    public JobView restore(Plan plan, Actor actor) {
        if (plan.kind() != Plan.Kind.RESTORE) {
            throw new IllegalArgumentException("That plan is for a bridge.");
        }
        Lease lease = decisions.create(plan, Duration.ZERO, null, actor);
        JobView view = find(lease.job()).orElseThrow();
        engine.submit(lease);
        return view;
    }

    /**
     * A person keeps what a job did, once the host does not go back by itself any more; again is without effect.
     *
     * @throws NotConfirmedException when the host may still go back by itself
     */
    public JobView confirm(long id, Actor actor) {
        if (!engine.confirm(id, actor)) {
            JobState state = store.get(id).state();
            if (state != JobState.CONFIRMED) {
                throw new WrongStateException(id, state, "confirmed");
            }
        }
        return get(id);
    }

    /** Sends a job back, now or between two steps; while it is on its way back, once more is without effect. */
    public JobView revert(long id, Actor actor) {
        Job job = store.get(id);
        if (job.state() == JobState.REVERTING) {
            return get(id);
        }
        if (get(id).isForGood()) {
            throw new WrongStateException(id, job.state(), "reverted: stock packages are back, and stay");
        }
        if (job.state() == JobState.CONFIRMED) {
            store.laterOnTheSame(id).ifPresent(later -> {
                throw new SupersededException(id, later);
            });
        }
        Optional<Lease> lease = decisions.askBack(id, actor, actor.name() + " asked to go back.");
        JobView view = get(id);
        lease.ifPresent(engine::submit);
        return view;
    }

    /** Whether a bridge may stay until then, which is from a minute to ninety days from now. */
    public boolean isPossible(Instant until) {
        return times.isPossible(until);
    }

    /** Whether the plan is one whose bridge may have a time. */
    public boolean canHaveATime(UUID planId) {
        return plans.find(planId).filter(plan -> plan.kind() != Plan.Kind.APPLY).isEmpty();
    }

    /** The time at which a bridge is taken down that stays that long from now. */
    public Instant after(Duration length) {
        return clock.instant().plus(length);
    }

    /**
     * Lets a bridge that is kept until a time stay until another one, or for good.
     *
     * @throws WrongStateException when the job is not kept until a time
     * @throws org.drawbridge.host.HostException when the host does not take that
     */
    public JobView keepUntil(long id, Optional<Instant> until, Actor actor) {
        if (until.isPresent() && !isPossible(until.get())) {
            throw new IllegalArgumentException(UNTIL);
        }
        times.set(id, until.orElse(null), actor);
        return get(id);
    }

    /** Lets an interrupted job go on from where it was cut off. */
    public JobView resume(long id, Actor actor) {
        Lease lease = decisions.resume(id, actor);
        JobView view = get(id);
        engine.submit(lease);
        return view;
    }

    /** Gives up on a failed job, so that others may use the host. */
    public JobView close(long id, Actor actor) {
        decisions.close(id, actor);
        return get(id);
    }

    public Optional<JobView> find(long id) {
        return store.find(id).map(details::view);
    }

    /** The job of that number. */
    public JobView get(long id) {
        return details.view(store.get(id));
    }

    /** Jobs without their steps and probes, the latest first; pages count from 0. */
    public List<JobView> page(int page, int size) {
        return store.page(size, (long) page * size).stream()
                .map(details::outline)
                .toList();
    }

    /** The jobs that ran a plan, without their steps and probes, the first one first. */
    public List<JobView> ofPlan(UUID plan) {
        return store.ofPlan(plan).stream().map(details::outline).toList();
    }

    public long count() {
        return store.count();
    }

    /** The last job that put back packages which the profile had changed, so that it counts as applied no more. */
    public Optional<Unsettled> unsettled(long profile) {
        return unsettled.last(profile);
    }

    /** The job that holds the host, without its steps and probes. */
    public Optional<JobView> holding() {
        Long holder = lock.look().job();
        return holder == null ? Optional.empty() : store.find(holder).map(details::outline);
    }

    /** What happened to a job after one of its events, in order; up to a bound, so ask again. */
    public List<JobEvent> eventsAfter(long id, long event) {
        return events.after(id, event);
    }

    /**
     * Does something with the host while no job can begin; it must be short.
     *
     * @throws HostBusyException when a job holds the host; nothing is done then
     */
    public void whileFree(Runnable work) {
        decisions.whileFree(work);
    }

    /** Looks at the host how each step of an interrupted or failed job stands. */
    public List<StepOnHost> examine(long id) {
        Job job = store.get(id);
        return plans.find(job.plan())
                .map(plan -> classifier.classify(job.id(), plan))
                .orElse(List.of());
    }

    /** Whoever read another plan than this one knows neither its warnings nor what it changes. */
    private static void requireDigest(Plan plan, String digest) {
        if (!plan.digest().equals(digest)) {
            throw new StalePlanException(
                    "The digest is not this plan's. Read the plan again and apply it with its own digest.", List.of());
        }
    }

    private void requireFresh(Plan plan) {
        if (!plan.expiresAt().isAfter(clock.instant())) {
            throw new StalePlanException("The plan has run out. Make a new one and read it.", List.of());
        }
        if (!plans.followsProfile(plan)) {
            throw new StalePlanException(
                    "The profile was edited since the plan was made. Make a new plan and read it.", List.of());
        }
        List<ChangedArtifact> changed = plans.recheck(plan);
        if (!changed.isEmpty()) {
            throw new StalePlanException(
                    "Something changed since the plan was made. Look at what it is and make a new plan.", changed);
        }
    }

    private static void requireAcknowledged(Plan plan, Set<String> acknowledge) {
        List<String> missing = plan.findings().stream()
                .filter(finding -> finding.severity() == Finding.Severity.WARNING)
                .map(Finding::code)
                .distinct()
                .filter(code -> !acknowledge.contains(code))
                .toList();
        if (!missing.isEmpty()) {
            throw new NotAcknowledgedException(missing);
        }
    }
}
