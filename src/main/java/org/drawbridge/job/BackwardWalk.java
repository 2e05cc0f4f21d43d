package org.drawbridge.job;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Step;

/**
 * One way back: which steps were taken back on it, which were left, and what has to be done again since.
 *
 * <p>An action is taken back again where something in its place was taken back only now, as NetworkManager has to read its
 * folder again after a file in it went away late; and all actions of a qube are where it was started on the way, since its boot
 * may have done what they do.
 */
final class BackwardWalk {

    private static final int ATTEMPTS = 3;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);

    private final Run run;

    private final StepWork work;

    private final Journal journal;

    private final Notes notes;

    private final Rescue rescue;

    private final Sleeper sleeper;

    private final Boots boots;

    private final Map<Integer, Standing> standings;

    private final Set<Integer> passed = new HashSet<>();

    private final NavigableMap<Integer, String> left = new TreeMap<>(Comparator.reverseOrder());

    private final Set<QubeName> blocked = new HashSet<>();

    private final Set<Place> stirred = new HashSet<>();

    /** Whether a setting of a qube could not be put back, so that what gives it its meaning in dom0 has to stay. */
    private boolean settingLeft;

    BackwardWalk(
            Run run,
            Host host,
            StepWork work,
            Journal journal,
            Notes notes,
            CardReturn cards,
            Rescue rescue,
            Sleeper sleeper) {
        this.run = run;
        this.work = work;
        this.journal = journal;
        this.notes = notes;
        this.rescue = rescue;
        this.sleeper = sleeper;
        this.boots = new Boots(run, host, notes, cards, this);
        this.standings = new HashMap<>(journal.standings(run.job().id()));
        notes.power(run.job().id()).stream()
                .filter(PowerBook.Noted::woken)
                .forEach(noted -> stirred.add(Place.in(noted.qube())));
    }

    /** Takes back all that can be, and returns what is left, a sentence each. */
    Collection<String> go() {
        steps().forEach(this::visit);
        return left.values();
    }

    /** Takes back all steps in these places now. */
    void goIn(Place place) {
        steps().stream().filter(step -> Places.of(step).equals(place)).forEach(this::visit);
    }

    /** Whether something in this place could not be taken back. */
    boolean hasLeft(Place place) {
        return steps().stream()
                .anyMatch(
                        step -> left.containsKey(step.seq()) && Places.of(step).equals(place));
    }

    /** Whether some step of the plan is in this place. */
    boolean isIn(Place place) {
        return steps().stream().anyMatch(step -> Places.of(step).equals(place));
    }

    /** Whether it is told already that the power of this qube is not as it was. */
    boolean tellsPowerOf(QubeName qube) {
        return steps().stream()
                .anyMatch(step -> left.containsKey(step.seq())
                        && isPower(step)
                        && Place.in(qube).equals(Places.of(step)));
    }

    /** A qube was started: whatever its actions do, its boot may have done. */
    void booted(QubeName qube) {
        Place place = Place.in(qube);
        stirred.add(place);
        steps().stream()
                .filter(step -> passed.contains(step.seq()) && canBeUndone(step))
                .filter(step -> Places.of(step).equals(place))
                .forEach(step -> takeBack(step, Standing.UNSURE));
    }

    Boots boots() {
        return boots;
    }

    private List<Step> steps() {
        return run.plan().steps().reversed();
    }

    private void visit(Step step) {
        Place place = Places.of(step);
        boolean again = canBeUndone(step) && stirred.contains(place);
        if (!passed.add(step.seq()) || !(wasBegun(step) || again)) {
            return;
        }
        Standing standing = again ? Standing.UNSURE : standing(step);
        Optional<QubeName> qube = Places.qube(place).filter(blocked::contains);
        if (isNothingToUndo(step)) {
            takeBack(step, standing);
        } else if (qube.isPresent()) {
            leave(step, false, "an earlier step back in " + qube.get() + " did not work.");
        } else if (settingLeft && place.equals(Place.DOM0)) {
            leave(step, false, "a setting that needs it could not be put back.");
        } else {
            takeBack(step, standing);
            stirred.add(place);
        }
    }

    private void takeBack(Step step, Standing standing) {
        boolean intended = false;
        for (int attempt = 1; ; attempt++) {
            try {
                prepare(step);
                Move move = work.back(run, step, intended ? Standing.UNSURE : standing);
                if (move.needed() || wasBegun(step)) {
                    journal.intend(
                            run.lease(),
                            step,
                            Way.BACK,
                            move.seen(),
                            Entries.step(run, step, Way.BACK, Outcome.INTENT));
                    intended = true;
                    rescue.during(run, Way.BACK, move.work());
                    settle(step, StepState.REVERTED, "", Entries.step(run, step, Way.BACK, Outcome.SUCCESS));
                }
                left.remove(step.seq());
                return;
            } catch (ForeignHandException foreign) {
                leave(step, intended, Reason.of(foreign));
                return;
            } catch (HostException | StepFailedException exception) {
                if (attempt == ATTEMPTS) {
                    giveUp(step, intended, exception);
                    return;
                }
                Pause.of(sleeper, BETWEEN_ATTEMPTS);
            }
        }
    }

    /** Files and commands need a running qube; one that died or was shut down since is started, and shut down again at the end. */
    private void prepare(Step step) {
        Optional<QubeName> qube = Places.qube(Places.of(step));
        if (qube.isEmpty() || isNothingToUndo(step)) {
            return;
        }
        if (step instanceof Step.Change change && !(change.artifact() instanceof Artifact.File)) {
            if (change.artifact() instanceof Artifact.Power && Places.isRunning(change.before())) {
                boots.makeReady(qube.get());
            }
        } else {
            boots.wake(qube.get());
        }
    }

    private void giveUp(Step step, boolean intended, RuntimeException exception) {
        leave(step, intended, Reason.of(exception));
        settingLeft |= isSetting(step);
        Places.qube(Places.of(step))
                .filter(qube -> isPower(step) || !boots.runs(qube))
                .ifPresent(blocked::add);
    }

    private void leave(Step step, boolean intended, String reason) {
        AuditEvent event = Entries.step(run, step, Way.BACK, Outcome.FAILURE).with("reason", reason);
        if (intended) {
            settle(step, StepState.LEFT, reason, event);
        } else {
            notes.refused(run.lease(), step, StepState.LEFT, reason, event);
        }
        boolean halted = notes.power(run.job().id()).stream()
                .filter(noted -> Place.in(noted.qube()).equals(Places.of(step)))
                .anyMatch(noted -> PowerState.ofWord(noted.state()) == PowerState.HALTED);
        left.put(step.seq(), halted ? LeftOver.sentenceInHalted(step, reason) : LeftOver.sentence(step, reason));
    }

    private void settle(Step step, StepState state, String reason, AuditEvent event) {
        journal.settle(run.lease(), step, Way.BACK, state, reason, event);
    }

    private Standing standing(Step step) {
        return standings.getOrDefault(step.seq(), Standing.NOT_BEGUN);
    }

    private boolean wasBegun(Step step) {
        return standing(step) != Standing.NOT_BEGUN;
    }

    private static boolean isNothingToUndo(Step step) {
        return step instanceof Step.Action action
                && action.undo().isEmpty()
                && !action.command().isOneWay();
    }

    private static boolean canBeUndone(Step step) {
        return step instanceof Step.Action action && !action.undo().isEmpty();
    }

    private static boolean isPower(Step step) {
        return step instanceof Step.Change change && change.artifact() instanceof Artifact.Power;
    }

    private static boolean isSetting(Step step) {
        return step instanceof Step.Change change && !isPower(step) && change.before() instanceof Content.Setting;
    }
}
