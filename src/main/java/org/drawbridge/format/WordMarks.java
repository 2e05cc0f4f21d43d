package org.drawbridge.format;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.format.DiffLine.Kind;

/** Marks the words that differ between a removed line and the added line that took its place. */
final class WordMarks {

    private static final int MOST_PAIRS = 2500;
    private static final double ALIKE = 0.5;

    private final List<DiffLine> lines;

    private WordMarks(List<DiffLine> lines) {
        this.lines = new ArrayList<>(lines);
    }

    static List<DiffLine> mark(List<DiffLine> lines) {
        return new WordMarks(lines).mark();
    }

    private List<DiffLine> mark() {
        int start = 0;
        while (start < lines.size()) {
            int middle = end(start, Kind.REMOVED);
            int end = end(middle, Kind.ADDED);
            if ((long) (middle - start) * (end - middle) <= MOST_PAIRS) {
                pair(start, middle, end);
            }
            start = end(end, Kind.CONTEXT);
        }
        return lines;
    }

    private int end(int from, Kind kind) {
        int end = from;
        while (end < lines.size() && lines.get(end).kind() == kind) {
            end++;
        }
        return end;
    }

    /** Gives each removed line the most alike of the added lines that are left behind the one taken last. */
    private void pair(int start, int middle, int end) {
        int left = middle;
        for (int i = start; i < middle; i++) {
            WordComparison best = null;
            int place = left;
            for (int j = left; j < end; j++) {
                WordComparison each =
                        WordComparison.of(lines.get(i).text(), lines.get(j).text());
                if (each.likeness() >= ALIKE && (best == null || each.likeness() > best.likeness())) {
                    best = each;
                    place = j;
                }
            }
            if (best != null) {
                lines.set(i, lines.get(i).withMarks(best.oldMarks()));
                lines.set(place, lines.get(place).withMarks(best.newMarks()));
                left = place + 1;
            }
        }
    }
}
