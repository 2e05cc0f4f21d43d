package org.drawbridge.web.plan;

import java.util.List;
import org.drawbridge.exposure.Change;
import org.drawbridge.exposure.Comparison;
import org.drawbridge.exposure.Consequence;
import org.drawbridge.exposure.Matrix;
import org.drawbridge.plan.Plan;

/**
 * What a plan opens and closes, as the API tells it.
 *
 * @param known whether it could be worked out; nothing is listed where it could not
 */
record ExposureBody(
        boolean known,
        List<Change> opened,
        List<Change> closed,
        List<String> sentences,
        List<Consequence> consequences,
        Matrix matrix) {

    static ExposureBody of(Plan plan) {
        return plan.exposure()
                .map(ExposureBody::of)
                .orElseGet(() -> new ExposureBody(false, List.of(), List.of(), List.of(), List.of(), Matrix.NONE));
    }

    private static ExposureBody of(Comparison comparison) {
        return new ExposureBody(
                true,
                comparison.opened(),
                comparison.closed(),
                comparison.openedSentences(),
                comparison.consequences(),
                comparison.matrix());
    }
}
