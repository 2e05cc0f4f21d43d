package org.drawbridge.web.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Step;

/** A plan as its page shows it: findings by weight, and the steps by the place that they touch. */
record PlanView(
        Plan plan,
        String shortId,
        boolean expired,
        List<FindingView> findings,
        List<PlaceView> places,
        int changes,
        int commands) {

    /** Characters of a plan's or a digest's name that people read out. */
    private static final int SHORT = 8;

    static PlanView of(Plan plan, Instant now, boolean split, Set<String> ticked) {
        Map<String, List<StepView>> byPlace = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            StepView view = StepView.of(step, split);
            byPlace.computeIfAbsent(view.place(), place -> new ArrayList<>()).add(view);
        }
        return new PlanView(
                plan,
                shortId(plan.id()),
                !now.isBefore(plan.expiresAt()),
                plan.findings().stream()
                        .sorted((one, other) -> one.severity().compareTo(other.severity()))
                        .map(finding -> FindingView.of(finding, ticked))
                        .toList(),
                byPlace.entrySet().stream()
                        .map(entry -> new PlaceView(entry.getKey(), entry.getValue()))
                        .toList(),
                plan.changes().size(),
                plan.actions().size());
    }

    static String shortId(UUID id) {
        return id.toString().substring(0, SHORT);
    }

    /** The word on the button that applies the plan. */
    public String applyWord() {
        if (changes == 0) {
            return commands == 1 ? "Run 1 command" : "Run " + commands + " commands";
        }
        return changes == 1 ? "Apply 1 change" : "Apply " + changes + " changes";
    }

    public boolean canApply() {
        return plan.applicable() && !expired;
    }

    public boolean hasBlocker() {
        return plan.findings().stream().anyMatch(finding -> finding.severity() == Finding.Severity.BLOCKER);
    }

    /** The steps in one place, in their order. */
    record PlaceView(String name, List<StepView> steps) {
        public String anchor() {
            return "place-" + name;
        }
    }

    /** A finding with the mark that its weight has, and whether a person has ticked it. */
    record FindingView(String mark, String word, Finding finding, boolean needsTick, boolean ticked) {
        static FindingView of(Finding finding, Set<String> ticked) {
            return switch (finding.severity()) {
                case BLOCKER -> new FindingView("blocker", "stops this plan", finding, false, false);
                case WARNING -> new FindingView("warning", "warning", finding, true, ticked.contains(finding.code()));
                case NOTE -> new FindingView("note", "note", finding, false, false);
            };
        }
    }

    /**
     * One step.
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
                            action.title(),
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
                    change.title(),
                    change.reason(),
                    change.why(),
                    valuesOf(change.before(), change.after()),
                    PlanDiff.of(change, split),
                    "",
                    List.of());
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
            return command.input().isEmpty()
                    ? line
                    : line + "\n" + command.input().stripTrailing();
        }
    }

    /** One value before and after; an empty side is not shown. */
    record ValueView(String name, String before, String after) {}
}
