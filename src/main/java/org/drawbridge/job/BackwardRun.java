package org.drawbridge.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Step;

/**
 * Takes a job's steps back in reverse order, as far as the journal and the host say that they happened.
 *
 * <p>What cannot be taken back is told and the rest goes on, except in a qube that could not be brought to the state which
 * its other steps need.
 */
final class BackwardRun {

    private static final int ATTEMPTS = 3;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);

    private final Host host;

    private final StepWork work;

    private final Journal journal;

    private final Notes notes;

    private final Rescue rescue;

    private final PowerReturn power;

    private final Sleeper sleeper;

    BackwardRun(Host host, StepWork work, Journal journal, Notes notes, Rescue rescue, Sleeper sleeper) {
        this.host = host;
        this.work = work;
        this.journal = journal;
        this.notes = notes;
        this.rescue = rescue;
        this.power = new PowerReturn(host, notes, sleeper);
        this.sleeper = sleeper;
    }

    /** Goes back as far as it goes and returns what is left to do by hand, a sentence each. */
    List<String> go(Run run) {
        Map<Integer, Standing> standings = journal.standings(run.job().id());
        List<String> left = new ArrayList<>();
        Set<QubeName> blocked = new HashSet<>();
        for (Step step : run.plan().steps().reversed()) {
            Standing standing = standings.getOrDefault(step.seq(), Standing.NOT_BEGUN);
            if (standing == Standing.NOT_BEGUN) {
                continue;
            }
            Optional<QubeName> qube = Places.qube(Places.of(step)).filter(blocked::contains);
            if (qube.isPresent()) {
                left.add(leave(run, step, false, "an earlier step back in " + qube.get() + " did not work."));
            } else {
                takeBack(run, step, standing, left, blocked);
            }
        }
        left.addAll(power.settle(run, blocked));
        return left;
    }

    private void takeBack(Run run, Step step, Standing standing, List<String> left, Set<QubeName> blocked) {
        boolean intended = false;
        for (int attempt = 1; ; attempt++) {
            try {
                wake(run, step);
                Move move = work.back(run, step, intended ? Standing.UNSURE : standing);
                journal.intend(
                        run.lease(), step, Way.BACK, move.seen(), Entries.step(run, step, Way.BACK, Outcome.INTENT));
                intended = true;
                rescue.during(run, Way.BACK, move.work());
                journal.settle(
                        run.lease(),
                        step,
                        Way.BACK,
                        StepState.REVERTED,
                        "",
                        Entries.step(run, step, Way.BACK, Outcome.SUCCESS));
                return;
            } catch (ForeignHandException foreign) {
                left.add(leave(run, step, intended, Reason.of(foreign)));
                return;
            } catch (HostException | StepFailedException exception) {
                if (attempt == ATTEMPTS) {
                    left.add(leave(run, step, intended, Reason.of(exception)));
                    Places.qube(Places.of(step))
                            .filter(qube -> isInTheWay(step, qube))
                            .ifPresent(blocked::add);
                    return;
                }
                Pause.of(sleeper, BETWEEN_ATTEMPTS);
            }
        }
    }

    private String leave(Run run, Step step, boolean intended, String reason) {
        AuditEvent event = Entries.step(run, step, Way.BACK, Outcome.FAILURE).with("reason", reason);
        if (intended) {
            journal.settle(run.lease(), step, Way.BACK, StepState.LEFT, reason, event);
        } else {
            notes.refused(run.lease(), step, StepState.LEFT, reason, event);
        }
        return LeftOver.sentence(step, reason);
    }

    /** Files and commands need a running qube; one that died or was shut down since is started, and shut down again at the end. */
    private void wake(Run run, Step step) {
        boolean needsRunning = step instanceof Step.Action
                || (step instanceof Step.Change change && change.artifact() instanceof Artifact.File);
        if (needsRunning) {
            Places.qube(Places.of(step)).filter(qube -> !isRunning(qube)).ifPresent(qube -> {
                notes.woken(run.lease(), qube, Entries.power(run, qube, "start", Outcome.INTENT));
                host.start(qube);
            });
        }
    }

    /** Whether the rest of the steps in the qube must not be tried: its power could not be changed, or it does not run. */
    private boolean isInTheWay(Step step, QubeName qube) {
        if (step instanceof Step.Change change && change.artifact() instanceof Artifact.Power) {
            return true;
        }
        try {
            return !isRunning(qube);
        } catch (HostException exception) {
            return true;
        }
    }

    private boolean isRunning(QubeName qube) {
        return host.qube(qube)
                .map(QubeReport::power)
                .filter(PowerState.RUNNING::equals)
                .isPresent();
    }
}
