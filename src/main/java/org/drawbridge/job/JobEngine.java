package org.drawbridge.job;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.drawbridge.audit.Actor;
import org.drawbridge.host.HostException;
import org.drawbridge.plan.Plan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Works on jobs, each on a thread of its own, and looks after those that wait or were left by another engine. */
final class JobEngine {

    private static final Logger log = LoggerFactory.getLogger(JobEngine.class);

    private final Transitions transitions;

    private final Decisions decisions;

    private final ForwardRun forward;

    private final BackwardRun backward;

    private final Rescue rescue;

    private final RescueReview review;

    private final JobStore jobs;

    private final HostLock lock;

    private final ApprovedPlans plans;

    private final TransactionTemplate transaction;

    private final Executor executor;

    private final Clock clock;

    private final Set<Lease> atWork = ConcurrentHashMap.newKeySet();

    JobEngine(
            Transitions transitions,
            Decisions decisions,
            ForwardRun forward,
            BackwardRun backward,
            Rescue rescue,
            RescueReview review,
            JobStore jobs,
            HostLock lock,
            ApprovedPlans plans,
            TransactionTemplate transaction,
            Executor executor,
            Clock clock) {
        this.transitions = transitions;
        this.decisions = decisions;
        this.forward = forward;
        this.backward = backward;
        this.rescue = rescue;
        this.review = review;
        this.jobs = jobs;
        this.lock = lock;
        this.plans = plans;
        this.transaction = transaction;
        this.executor = executor;
        this.clock = clock;
    }

    /** Works on a job under a lease; returns at once. */
    void submit(Lease lease) {
        atWork.add(lease);
        executor.execute(() -> {
            try {
                work(lease);
            } catch (LeaseLostException | EngineStoppedException exception) {
                log.info(exception.getMessage());
            } catch (RuntimeException exception) {
                log.error("Job {} stopped; it is taken up again when its lease has run out.", lease.job(), exception);
            } finally {
                atWork.remove(lease);
            }
        });
    }

    /** At the start of the console: takes up what was cut off, also what waits for a person where nobody is to be asked. */
    void takeUpAll(OnInterrupted mode) {
        review.look();
        if (mode == OnInterrupted.REVERT) {
            jobs.inState(JobState.INTERRUPTED)
                    .forEach(job -> goBack(job.id(), "The job was cut off, and goes back by itself."));
        }
        tick(mode);
    }

    /** Once a second: ends the waiting of jobs that nobody confirmed, and takes up those whose engine is gone. */
    void tick(OnInterrupted mode) {
        for (Job job : jobs.inState(JobState.AWAITING_CONFIRMATION)) {
            if (job.confirmBy() != null && !job.confirmBy().isAfter(clock.instant()) && !isBeingConfirmed(job)) {
                goBack(job.id(), "Nobody confirmed within " + Spans.words(job.confirmWithin()) + ".");
            }
        }
        jobs.timeIsOver(clock.instant()).forEach(this::takeDown);
        Long holding = lock.look().job();
        if (holding != null && jobs.get(holding).state().isUnderWay()) {
            transitions.takeUp(holding, mode).ifPresent(this::submit);
        }
    }

    /** A later job for the same bridge has its own time; one for another bridge that changed the same has to go first. */
    private void takeDown(Job job) {
        Optional<Long> later = jobs.laterOnTheSame(job.id());
        if (later.isPresent()) {
            String cause = "Its time is over, but job " + later.get()
                    + " changed some of the same after it. Go back from that one first, or plan the removal of the bridge.";
            if (!job.cause().equals(cause)) {
                jobs.cause(job.id(), cause);
            }
            return;
        }
        try {
            goBack(job.id(), "Its time was over.");
        } catch (HostBusyException busy) {
            log.debug("Job {} is taken down when the host is free.", job.id());
        }
    }

    private boolean isBeingConfirmed(Job job) {
        HostLock.Standing standing = lock.look();
        return standing.isHeldBy(job.id()) && !lock.isAbandoned(standing);
    }

    /** Every few seconds: looks what hosts did by themselves. */
    void review() {
        review.look();
    }

    /**
     * Lets a job be kept, once the host does not go back by itself any more; false where it does not wait for that.
     *
     * @throws NotConfirmedException when the host may still go back by itself
     */
    boolean confirm(long id, Actor actor) {
        Optional<Lease> claimed = decisions.confirming(id, actor);
        claimed.ifPresent(lease -> {
            atWork.add(lease);
            try {
                Job job = jobs.get(id);
                jobs.timed(job.profile(), id).forEach(rescue::forGood);
                rescue.keep(lease, job);
                decisions.confirm(lease, actor);
            } catch (HostException exception) {
                decisions.notConfirmed(lease, actor, Reason.of(exception));
                throw new NotConfirmedException(id, Reason.of(exception));
            } catch (LeaseLostException lost) {
                throw new NotConfirmedException(id, "it was sent back in the same moment.");
            } finally {
                atWork.remove(lease);
            }
        });
        return claimed.isPresent();
    }

    /** Every few seconds: prolongs the leases under which this engine works. */
    void beat() {
        for (Lease lease : List.copyOf(atWork)) {
            try {
                transaction.executeWithoutResult(status -> lock.guard(lease));
            } catch (LeaseLostException lost) {
                atWork.remove(lease);
            }
        }
    }

    boolean isIdle() {
        return atWork.isEmpty();
    }

    private void goBack(long id, String cause) {
        try {
            decisions.askBack(id, Actor.SYSTEM, cause).ifPresent(this::submit);
        } catch (WrongStateException decided) {
            log.debug("Job {} was decided in the same moment.", id);
        }
    }

    private void work(Lease lease) {
        Job job = jobs.get(lease.job());
        Optional<Plan> found = plans.find(job.plan());
        if (found.isEmpty()) {
            throw new UnknownPlanException(job.plan());
        }
        Plan plan = found.get();
        if (job.state() != JobState.REVERTING) {
            try {
                transitions.begin(lease);
                forward.go(new Run(lease, job, plan, job.actor()));
                if (job.kind() == JobKind.RESTORE_PACKAGES) {
                    transitions.keep(lease, plan);
                } else {
                    transitions.await(lease);
                }
                return;
            } catch (StepFailedException failed) {
                job = transitions.turn(lease, Reason.of(failed));
            } catch (CancelledException cancelled) {
                job = transitions.turn(lease, Reason.of(cancelled));
            }
        }
        goBack(new Run(lease, job, plan, job.actor()));
    }

    private void goBack(Run run) {
        List<String> left = rescue.back(run)
                .map(why -> List.of("Nothing was taken back: " + why + " Go back once more when the host lets it."))
                .orElseGet(() -> backward.go(run));
        if (left.isEmpty()) {
            rescue.disarm(run);
        }
        transitions.finish(run.lease(), run.actor(), left);
    }
}
