package org.drawbridge.web.plan;

import java.util.List;
import org.drawbridge.exposure.Change;
import org.drawbridge.exposure.Comparison;
import org.drawbridge.exposure.Consequence;

/**
 * What a plan opens and what is lost, as its page shows it.
 *
 * @param opens what can be reached newly, in sentences
 * @param closes what can no longer be reached, in sentences
 * @param loses the protections that are lost
 * @param besides what else no rule governs
 * @param opened the pairs behind the sentences, bounded
 * @param more how many pairs are not shown
 * @param matrix what passes between the zones, before and afterwards
 */
record ExposureView(
        List<String> opens,
        List<String> closes,
        List<String> loses,
        List<String> besides,
        List<Change> opened,
        int more,
        MatrixView matrix) {

    /** More pairs than these are read in the API's answer. */
    private static final int SHOWN = 30;

    static ExposureView of(Comparison comparison) {
        return new ExposureView(
                comparison.openedSentences(),
                comparison.closedSentences(),
                sentences(comparison.protectionsLost()),
                sentences(comparison.consequences().stream()
                        .filter(consequence -> !consequence.protectionLost())
                        .toList()),
                comparison.opened().stream().limit(SHOWN).toList(),
                Math.max(0, comparison.opened().size() - SHOWN),
                MatrixView.of(comparison.matrix()));
    }

    private static List<String> sentences(List<Consequence> consequences) {
        return consequences.stream().map(Consequence::sentence).toList();
    }
}
