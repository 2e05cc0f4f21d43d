package org.drawbridge.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.ForeignText;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostException;
import org.drawbridge.host.OutputListener;
import org.drawbridge.plan.HostCheck;
import org.drawbridge.plan.HostCheck.Verdict;
import org.drawbridge.plan.Step;

/** Runs the commands of one action, or those that undo it, and looks whether they worked. */
final class ActionWork {

    private static final int LOOKS = 4;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final int DEPTH = 4;

    private final Host host;

    private final Sleeper sleeper;

    ActionWork(Host host, Sleeper sleeper) {
        this.host = host;
        this.sleeper = sleeper;
    }

    Move on(Step.Action step, Standing standing, OutputListener listener) {
        if (step.check().isEmpty()) {
            return standing == Standing.DONE ? Move.none() : Move.of(() -> perform(step, listener));
        }
        Verdict verdict = standing == Standing.NOT_BEGUN ? Verdict.NOT_BEGUN : look(step);
        return switch (verdict) {
            case DONE -> Move.none();
            case NOT_BEGUN -> Move.of(() -> perform(step, listener));
            case TORN ->
                Move.of(() -> {
                    undoWhatGoes(step, listener);
                    perform(step, listener);
                });
        };
    }

    /** What is to be done on the way back; where that was cut off, what comes after the part that a look shows is done again. */
    Move back(Step.Action step, Standing standing, OutputListener listener) {
        if (step.command().isOneWay()) {
            return requireNotBegun(step);
        }
        if (step.undo().isEmpty()) {
            return Move.none();
        }
        if (step.check().isEmpty()) {
            return Move.of(() -> undo(step.undo(), listener));
        }
        return switch (look(step)) {
            case NOT_BEGUN ->
                standing == Standing.UNSURE && step.undo().size() > 1
                        ? Move.of(() -> undo(step.undo().subList(1, step.undo().size()), listener))
                        : Move.none();
            case DONE ->
                Move.of(() -> {
                    undo(step.undo(), listener);
                    requireUndone(step);
                });
            case TORN ->
                Move.of(() -> {
                    undoWhatGoes(step, listener);
                    requireUndone(step);
                });
        };
    }

    /** Nothing takes it back: where it began to work, what is so now is told and left to a person. */
    private Move requireNotBegun(Step.Action step) {
        HostCheck check = step.check().orElseThrow();
        CommandResult found = host.run(check.command(), OutputListener.SILENT);
        return switch (check.judge(found)) {
            case NOT_BEGUN -> Move.none();
            case DONE ->
                check.absent().isEmpty()
                        ? Move.none()
                        : leave("it had been done already, and stays: nothing of it differs any more.");
            case TORN ->
                leave("it stopped half-way. These files are not as the package has them: "
                        + String.join(
                                "; ",
                                found.output().stream()
                                        .map(ForeignText::oneLine)
                                        .toList())
                        + ".");
        };
    }

    private static Move leave(String why) {
        throw new ForeignHandException(why);
    }

    /** What the host tells of an action that has a check. */
    Verdict look(Step.Action step) {
        HostCheck check = step.check().orElseThrow();
        return check.judge(host.run(check.command(), OutputListener.SILENT));
    }

    private void perform(Step.Action step, OutputListener listener) {
        List<String> said = run(host, step.command(), listener);
        List<String> missing = step.expect().stream()
                .filter(text -> said.stream().noneMatch(line -> line.contains(text)))
                .toList();
        if (!missing.isEmpty() && step.command() instanceof HostCommand.NmCheck check) {
            throw new StepFailedException(FaultyLine.leftOut(check, missing.getFirst()));
        }
        if (!missing.isEmpty()) {
            throw new StepFailedException(command(step) + " did not print “" + String.join("”, “", missing)
                    + "”, so it has not taken what was written. Look at " + place(step) + ".");
        }
        if (step.check().isPresent() && !turnsOut(step, verdict -> verdict == Verdict.DONE)) {
            throw new StepFailedException(command(step)
                    + " ended well, but what it should have done is not to be seen in " + place(step) + ".");
        }
    }

    private void undo(List<HostCommand> commands, OutputListener listener) {
        commands.forEach(command -> run(host, command, listener));
    }

    private void undoWhatGoes(Step.Action step, OutputListener listener) {
        for (HostCommand command : step.undo()) {
            try {
                run(host, command, listener);
            } catch (HostException.CommandFailed failed) {
                listener.line(Reason.of(failed));
            }
        }
    }

    private void requireUndone(Step.Action step) {
        if (!turnsOut(step, verdict -> verdict == Verdict.NOT_BEGUN)) {
            throw new StepFailedException(
                    "its undoing ended well, but some of it is still to be seen in " + place(step) + ".");
        }
    }

    private boolean turnsOut(Step.Action step, Predicate<Verdict> wanted) {
        for (int look = 1; look < LOOKS; look++) {
            if (wanted.test(look(step))) {
                return true;
            }
            Pause.of(sleeper, BETWEEN_LOOKS);
        }
        return wanted.test(look(step));
    }

    /** Runs a command and what it says is to be run next, and returns what they printed. */
    static List<String> run(Host host, HostCommand command, OutputListener listener) {
        return run(host, command, listener, DEPTH);
    }

    private static List<String> run(Host host, HostCommand command, OutputListener listener, int depth) {
        CommandResult result = host.run(command, listener);
        List<String> said = new ArrayList<>(result.output());
        if (depth > 0) {
            command.then(result).forEach(next -> said.addAll(run(host, next, listener, depth - 1)));
        }
        return said;
    }

    private static String command(Step.Action step) {
        return String.join(" ", step.command().argv());
    }

    private static String place(Step.Action step) {
        return step.command().place().label();
    }
}
