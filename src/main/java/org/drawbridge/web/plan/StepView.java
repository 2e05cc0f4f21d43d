package org.drawbridge.web.plan;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Step;

/**
 * One step of a plan as its page shows it.
 *
 * @param mark {@code added}, {@code removed}, {@code changed} or {@code action}
 * @param word the mark in a word
 * @param values before and after of a setting, or of a file's mode and owner where those change
 * @param diff the lines of a file's change; without lines for all else
 * @param command the command line, or the empty text
 * @param undo the command lines of the way back
 */
record StepView(
        int seq,
        String mark,
        String word,
        String place,
        String title,
        String reason,
        String why,
        List<ValueView> values,
        PlanDiff diff,
        String command,
        List<String> undo) {

    static StepView of(Step step, boolean split) {
        return switch (step) {
            case Step.Change change -> ofChange(change, split);
            case Step.Action action ->
                new StepView(
                        action.seq(),
                        "action",
                        "command",
                        action.command().place().label(),
                        withoutPlace(action.title(), action.command().place().label()),
                        action.reason(),
                        "",
                        List.of(),
                        PlanDiff.NONE,
                        commandLine(action.command()),
                        action.undo().stream().map(StepView::commandLine).toList());
        };
    }

    private static StepView ofChange(Step.Change change, boolean split) {
        String mark = markOf(change.before(), change.after());
        return new StepView(
                change.seq(),
                mark,
                mark,
                change.artifact().where().label(),
                titleOf(change),
                change.reason(),
                change.why(),
                valuesOf(change.before(), change.after()),
                PlanDiff.of(change, split),
                "",
                List.of());
    }

    /** Before and after stand beside it, and the place above it. */
    private static String titleOf(Step.Change change) {
        return switch (change.artifact()) {
            case Artifact.File file -> file.path().value();
            case Artifact.Property property -> property.name();
            case Artifact.Feature feature -> "feature " + feature.name();
            case Artifact.Service service -> "service " + service.name();
            case Artifact.Power power ->
                withoutPlace(change.title(), power.where().label());
        };
    }

    private static String withoutPlace(String title, String place) {
        String prefix = place + ": ";
        return title.startsWith(prefix) ? title.substring(prefix.length()) : title;
    }

    private static String markOf(Content before, Content after) {
        if (before instanceof Content.NoFile) {
            return "added";
        }
        return after instanceof Content.NoFile ? "removed" : "changed";
    }

    private static List<ValueView> valuesOf(Content before, Content after) {
        if (before instanceof Content.Setting old && after instanceof Content.Setting now) {
            return List.of(new ValueView("", text(old), text(now)));
        }
        List<ValueView> values = new ArrayList<>();
        if (before instanceof Content.FileContent old && after instanceof Content.FileContent now) {
            if (old.image().mode() != now.image().mode()) {
                values.add(new ValueView(
                        "mode", old.image().modeText(), now.image().modeText()));
            }
            if (!ownerOf(old.image()).equals(ownerOf(now.image()))) {
                values.add(new ValueView("owner", ownerOf(old.image()), ownerOf(now.image())));
            }
        } else if (after instanceof Content.FileContent now) {
            values.add(new ValueView("new file", "", modeAndOwner(now.image())));
        } else if (before instanceof Content.FileContent old) {
            values.add(new ValueView("file goes", modeAndOwner(old.image()), ""));
        }
        return values;
    }

    private static String text(Content.Setting setting) {
        String value = setting.value().isEmpty() ? "not set" : setting.value();
        return setting.isDefault() ? value + " (default)" : value;
    }

    private static String modeAndOwner(FileImage image) {
        return image.modeText() + " " + ownerOf(image);
    }

    private static String ownerOf(FileImage image) {
        return image.owner() + ":" + image.group();
    }

    private static String commandLine(HostCommand command) {
        String line = String.join(" ", command.argv());
        return command.input().isEmpty() ? line : line + "\n" + command.input().stripTrailing();
    }

    /** One value before and after; an empty side is not shown. */
    record ValueView(String name, String before, String after) {}
}
