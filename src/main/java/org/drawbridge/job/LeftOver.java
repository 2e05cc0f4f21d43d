package org.drawbridge.job;

import java.util.Locale;
import java.util.stream.Collectors;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.PowerState;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Step;

/** Says in words what is left to do by hand where a step could not be taken back. */
final class LeftOver {

    private LeftOver() {}

    /** What has to be done so that it is as before the step, and why that was not done. */
    static String sentence(Step step, String reason) {
        return toDo(step) + " It was not done: " + reason;
    }

    /** The same for a step in a qube that is to be halted in the end. */
    static String sentenceInHalted(Step step, String reason) {
        String toDo = sentence(step, reason);
        boolean running = step instanceof Step.Action
                || (step instanceof Step.Change change && change.artifact() instanceof Artifact.File);
        return running
                ? "Start " + Places.of(step).label() + " for a moment: "
                        + toDo.substring(0, 1).toLowerCase(Locale.ROOT) + toDo.substring(1)
                : toDo;
    }

    private static String toDo(Step step) {
        return switch (step) {
            case Step.Change change -> toDo(change.artifact(), change.before());
            case Step.Action action -> toDo(action);
        };
    }

    /** The artifact as a part of a sentence. */
    static String name(Artifact artifact) {
        return switch (artifact) {
            case Artifact.File file -> file.path() + " in " + file.place().label();
            case Artifact.Property property -> "The property " + property.name() + " of " + property.qube();
            case Artifact.Feature feature -> "The feature " + feature.name() + " of " + feature.qube();
            case Artifact.Service service -> "The service " + service.name() + " of " + service.qube();
            case Artifact.Power power -> "The power state of " + power.qube();
        };
    }

    private static String toDo(Artifact artifact, Content before) {
        return switch (before) {
            case Content.NoFile none -> "Remove " + name(artifact) + ": it did not exist before.";
            case Content.FileContent file -> "Put " + name(artifact) + " back to " + words(file.image()) + ".";
            case Content.Setting setting -> toDo(artifact, setting);
        };
    }

    private static String toDo(Artifact artifact, Content.Setting before) {
        if (artifact instanceof Artifact.Power power) {
            return PowerState.ofWord(before.value()) == PowerState.HALTED
                    ? "Shut " + power.qube() + " down."
                    : "Start " + power.qube() + ".";
        }
        return before.isDefault()
                ? name(artifact) + " has to follow its default again."
                : name(artifact) + " has to be “" + before.value() + "” again.";
    }

    /** A command as a person would run it. */
    static String words(HostCommand command) {
        String line = String.join(" ", command.argv());
        if (command instanceof HostCommand.NftRemove remove) {
            return line + ", and nft delete rule ip qubes " + remove.chain()
                    + " handle N for each rule with the comment “" + remove.comment() + "”";
        }
        return command.input().isEmpty()
                ? line
                : line + " with the input “" + command.input().strip() + "”";
    }

    private static String words(FileImage image) {
        return "what the plan shows as before (sha256 " + image.sha256() + ", " + image.modeText() + " " + image.owner()
                + ":" + image.group() + ")";
    }

    private static String toDo(Step.Action action) {
        if (action.command().isOneWay()) {
            return "Close this job, look at the page Packages and restore from there once more. That was step "
                    + action.seq() + ", “" + action.title() + "”.";
        }
        String place = action.command().place().label();
        return action.undo().stream()
                .map(LeftOver::words)
                .collect(Collectors.joining("; ", "Run in " + place + ": ", "."));
    }
}
