package org.drawbridge.web.plan;

import java.util.List;
import org.drawbridge.job.StalePlanException;

/** What changed on the host since a plan was reviewed. */
record StaleView(String sentence, List<DifferenceView> differences) {

    static StaleView of(StalePlanException stale, boolean split) {
        return new StaleView(
                String.valueOf(stale.getMessage()),
                stale.changed().stream()
                        .map(changed -> new DifferenceView(
                                changed.artifact(),
                                VisibleText.of(changed.expected()),
                                VisibleText.of(changed.found()),
                                PlanDiff.ofText(changed.diff(), split)))
                        .toList());
    }

    /** One artifact that is not as it was. */
    record DifferenceView(String artifact, String expected, String found, PlanDiff diff) {}
}
