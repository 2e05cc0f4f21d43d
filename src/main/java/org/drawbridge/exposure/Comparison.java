package org.drawbridge.exposure;

import java.util.List;
import java.util.Objects;

/**
 * What a change opens and closes.
 *
 * @param opened traffic that passes afterwards, or may pass, and did not before
 * @param closed traffic that passed before, or may have passed, and does not afterwards
 * @param openedSentences the same for people, taken together
 * @param closedSentences the same for people, taken together
 * @param consequences what no IP rule governs, and protections that are lost
 * @param matrix what passes between the zones, before and afterwards
 */
public record Comparison(
        List<Change> opened,
        List<Change> closed,
        List<String> openedSentences,
        List<String> closedSentences,
        List<Consequence> consequences,
        Matrix matrix) {

    public Comparison {
        opened = List.copyOf(opened);
        closed = List.copyOf(closed);
        openedSentences = List.copyOf(openedSentences);
        closedSentences = List.copyOf(closedSentences);
        consequences = List.copyOf(consequences);
        // A comparison that was kept before there were matrices has none.
        matrix = Objects.requireNonNullElse(matrix, Matrix.NONE);
    }

    /** The protections that are lost. */
    public List<Consequence> protectionsLost() {
        return consequences.stream().filter(Consequence::protectionLost).toList();
    }
}
