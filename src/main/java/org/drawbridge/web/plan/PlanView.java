package org.drawbridge.web.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.drawbridge.job.JobView;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Step;

/**
 * A plan as its page shows it: findings by weight, and the steps by the place that they touch.
 *
 * @param jobs the jobs that ran it; a plan is applied once
 */
record PlanView(
        Plan plan,
        String shortId,
        boolean expired,
        List<FindingView> findings,
        List<PlaceView> places,
        int changes,
        int commands,
        List<JobView> jobs) {

    /** Characters of a plan's or a digest's name that people read out. */
    private static final int SHORT = 8;

    static PlanView of(Plan plan, Instant now, boolean split, Set<String> ticked, List<JobView> jobs) {
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
                plan.actions().size(),
                jobs);
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
        return plan.applicable() && !expired && jobs.isEmpty();
    }

    /** Whether it can be carried to dom0 as a script. */
    public boolean canExport() {
        return ScriptExport.isExportable(plan);
    }

    /** How many findings have that weight. */
    public long count(String mark) {
        return findings.stream().filter(found -> found.mark().equals(mark)).count();
    }

    /** What a person must decide on. */
    public List<FindingView> pressing() {
        return findings.stream().filter(found -> !found.isNote()).toList();
    }

    /** What is good to know. */
    public List<FindingView> notes() {
        return findings.stream().filter(FindingView::isNote).toList();
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

        boolean isNote() {
            return finding.severity() == Finding.Severity.NOTE;
        }
    }
}
