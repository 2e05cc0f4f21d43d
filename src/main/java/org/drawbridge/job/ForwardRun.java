package org.drawbridge.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Place;
import org.drawbridge.host.QubeReport;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Probe;
import org.drawbridge.plan.Step;

/** Takes a job's steps in their order, and looks at the end whether the change holds. */
final class ForwardRun {

    private static final int LOOKS = 10;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Host host;

    private final Artifacts artifacts;

    private final StepWork work;

    private final Journal journal;

    private final Notes notes;

    private final Transitions transitions;

    private final Rescue rescue;

    private final Prober prober;

    private final Sleeper sleeper;

    private final BooleanSupplier stopping;

    ForwardRun(
            Host host,
            Artifacts artifacts,
            StepWork work,
            Journal journal,
            Notes notes,
            Transitions transitions,
            Rescue rescue,
            Sleeper sleeper,
            BooleanSupplier stopping) {
        this.host = host;
        this.artifacts = artifacts;
        this.work = work;
        this.journal = journal;
        this.notes = notes;
        this.transitions = transitions;
        this.rescue = rescue;
        this.prober = new Prober(host);
        this.sleeper = sleeper;
        this.stopping = stopping;
    }

    /**
     * Goes on from where the journal stands to the last step and the probes.
     *
     * @throws StepFailedException when a step or a probe does not hold: the job has to go back
     * @throws CancelledException when somebody asked for the way back
     */
    void go(Run run) {
        try {
            look(run);
            walk(run);
            verify(run);
            rescue.await(run);
        } catch (HostException | ForeignHandException exception) {
            throw new StepFailedException(Reason.of(exception));
        }
    }

    private void look(Run run) {
        if (!notes.isLookedAt(run.job().id())) {
            List<QubeReport> qubes = Places.qubes(run.plan().steps()).stream()
                    .flatMap(qube -> host.qube(qube).stream())
                    .toList();
            List<Prober.Finding> findings =
                    run.plan().probes().stream().map(prober::look).toList();
            notes.lookedAt(run.lease(), qubes, run.plan().probes(), findings);
        }
    }

    private void walk(Run run) {
        Map<Integer, Standing> standings = journal.standings(run.job().id());
        StartingPoint start = new StartingPoint(host, artifacts, run.plan());
        boolean untouched = standings.isEmpty();
        if (untouched) {
            require(start);
            rescue.begin(run);
        } else {
            rescue.goOn(run);
        }
        Instant lastStepBy = rescue.lastStepBy();
        transitions.markApplied(run.lease(), run.plan());
        for (Step step : run.plan().steps()) {
            if (untouched && !isPowerUp(step)) {
                require(start);
                untouched = false;
            }
            Standing standing = standings.getOrDefault(step.seq(), Standing.NOT_BEGUN);
            if (standing != Standing.DONE || !isBuiltUpon(step, run.plan(), standings)) {
                rescue.requireTime(lastStepBy);
                take(run, step, standing);
            }
        }
    }

    /** Whether a later step that was begun changed the same artifact or the power of the step's qube: a look shows that one's work. */
    private static boolean isBuiltUpon(Step step, Plan plan, Map<Integer, Standing> standings) {
        return plan.changes().stream()
                .filter(later -> later.seq() > step.seq())
                .filter(later -> standings.getOrDefault(later.seq(), Standing.NOT_BEGUN) != Standing.NOT_BEGUN)
                .anyMatch(later -> isSameArtifact(step, later) || isPowerOf(Places.of(step), later));
    }

    private static boolean isSameArtifact(Step step, Step.Change later) {
        return step instanceof Step.Change change && change.artifact().equals(later.artifact());
    }

    private static boolean isPowerOf(Place place, Step.Change change) {
        return change.artifact() instanceof Artifact.Power power
                && power.where().equals(place);
    }

    private static void require(StartingPoint start) {
        List<String> violations = start.violations();
        if (!violations.isEmpty()) {
            throw new StepFailedException(String.join(" ", violations) + " Look at what changed it and plan again.");
        }
    }

    private static boolean isPowerUp(Step step) {
        return step instanceof Step.Change change
                && change.artifact() instanceof Artifact.Power
                && Places.isRunning(change.after());
    }

    private void take(Run run, Step step, Standing standing) {
        if (stopping.getAsBoolean()) {
            throw new EngineStoppedException();
        }
        Move move;
        try {
            move = work.on(run, step, standing);
        } catch (HostException | ForeignHandException exception) {
            String reason = Reason.of(exception);
            notes.refused(
                    run.lease(),
                    step,
                    StepState.FAILED,
                    reason,
                    Entries.step(run, step, Way.ON, Outcome.FAILURE).with("reason", reason));
            throw exception;
        }
        if (standing == Standing.DONE && !move.needed()) {
            return;
        }
        journal.intend(run.lease(), step, Way.ON, move.seen(), Entries.step(run, step, Way.ON, Outcome.INTENT));
        try {
            rescue.during(run, Way.ON, move.work());
        } catch (HostException | ForeignHandException | StepFailedException exception) {
            String reason = FaultyLine.reason(run.plan(), step, exception);
            journal.settle(
                    run.lease(),
                    step,
                    Way.ON,
                    StepState.FAILED,
                    reason,
                    Entries.step(run, step, Way.ON, Outcome.FAILURE).with("reason", reason));
            throw new StepFailedException("Step " + step.seq() + ", “" + step.title() + "”: " + reason);
        }
        journal.settle(run.lease(), step, Way.ON, StepState.DONE, "", Entries.step(run, step, Way.ON, Outcome.SUCCESS));
    }

    private void verify(Run run) {
        List<JobView.ProbeView> before = notes.probes(run.job().id());
        List<Probe> probes = run.plan().probes();
        List<String> broken = new ArrayList<>();
        for (int ordinal = 1; ordinal <= probes.size(); ordinal++) {
            Probe probe = probes.get(ordinal - 1);
            boolean asked = !probe.onlyIfBefore() || before.get(ordinal - 1).before() == ProbeVerdict.HOLDS;
            // Once one is broken the way back is certain, and the others are looked at only to be told.
            Prober.Finding found = asked
                    ? broken.isEmpty() ? await(probe) : prober.look(probe)
                    : new Prober.Finding(ProbeVerdict.NOT_ASKED, "it did not hold before");
            notes.probed(run.lease(), ordinal, found);
            if (found.verdict() == ProbeVerdict.FAILS) {
                broken.add("“" + probe.claim() + "” does not hold: " + found.evidence() + ". " + probe.remedy());
            }
        }
        if (!broken.isEmpty()) {
            String more = broken.size() == 1 ? "" : " The probes below tell what else does not hold then.";
            throw new StepFailedException("All steps were done, but " + broken.getFirst() + more);
        }
    }

    private Prober.Finding await(Probe probe) {
        Prober.Finding found = prober.look(probe);
        for (int look = 1; look < LOOKS && found.verdict() == ProbeVerdict.FAILS; look++) {
            Pause.of(sleeper, BETWEEN_LOOKS);
            found = prober.look(probe);
        }
        return found;
    }
}
