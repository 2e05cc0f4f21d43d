package org.drawbridge.web.plan;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drawbridge.format.FileDiff;
import org.drawbridge.format.FormatException;
import org.drawbridge.format.UnifiedDiff;
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
                                diffOf(changed.diff(), split)))
                        .toList());
    }

    private static PlanDiff diffOf(String text, boolean split) {
        if (text.isEmpty()) {
            return PlanDiff.NONE;
        }
        try {
            List<FileDiff> files = UnifiedDiff.parse(text.getBytes(StandardCharsets.UTF_8));
            return PlanDiff.of(files.getFirst(), split);
        } catch (FormatException noText) {
            return PlanDiff.NONE;
        }
    }

    /** One artifact that is not as it was. */
    record DifferenceView(String artifact, String expected, String found, PlanDiff diff) {}
}
