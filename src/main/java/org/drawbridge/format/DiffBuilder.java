package org.drawbridge.format;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.format.DiffLine.Kind;

/** Makes the hunks between two texts, with three lines of context. */
final class DiffBuilder {

    private static final int CONTEXT = 3;

    private final List<DiffLine> script = new ArrayList<>();

    static List<DiffHunk> hunks(String before, String after) {
        return new DiffBuilder().build(lines(before), lines(after));
    }

    /** The lines with the feeds that end them. */
    static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int next = feed < 0 ? text.length() : feed + 1;
            lines.add(text.substring(start, next));
            start = next;
        }
        return lines;
    }

    private List<DiffHunk> build(List<String> before, List<String> after) {
        int[] partner = Alignment.of(before, after);
        int other = 0;
        for (int i = 0; i < before.size(); i++) {
            if (partner[i] < 0) {
                script.add(line(Kind.REMOVED, i + 1, 0, before.get(i)));
                continue;
            }
            other = added(after, other, partner[i]);
            script.add(line(Kind.CONTEXT, i + 1, other + 1, before.get(i)));
            other++;
        }
        added(after, other, after.size());
        return cut();
    }

    private int added(List<String> after, int from, int to) {
        for (int i = from; i < to; i++) {
            script.add(line(Kind.ADDED, 0, i + 1, after.get(i)));
        }
        return to;
    }

    private static DiffLine line(Kind kind, int oldNumber, int newNumber, String line) {
        boolean ended = line.endsWith("\n");
        String text = ended ? line.substring(0, line.length() - 1) : line;
        return new DiffLine(kind, oldNumber, newNumber, text, ended, List.of());
    }

    /** Cuts the script where more than two contexts of unchanged lines lie between two changes. */
    private List<DiffHunk> cut() {
        List<DiffHunk> hunks = new ArrayList<>();
        int first = next(0);
        while (first < script.size()) {
            int last = first;
            int change = next(last + 1);
            while (change < script.size() && change - last - 1 <= 2 * CONTEXT) {
                last = change;
                change = next(last + 1);
            }
            int from = Math.max(0, first - CONTEXT);
            int to = Math.min(script.size(), last + 1 + CONTEXT);
            hunks.add(hunk(from, to));
            first = change;
        }
        return List.copyOf(hunks);
    }

    private int next(int from) {
        int index = from;
        while (index < script.size() && script.get(index).kind() == Kind.CONTEXT) {
            index++;
        }
        return index;
    }

    private DiffHunk hunk(int from, int to) {
        List<DiffLine> lines = script.subList(from, to);
        int oldBefore =
                (int) script.subList(0, from).stream().filter(DiffLine::isOld).count();
        int newBefore =
                (int) script.subList(0, from).stream().filter(DiffLine::isNew).count();
        int oldCount = (int) lines.stream().filter(DiffLine::isOld).count();
        int newCount = (int) lines.stream().filter(DiffLine::isNew).count();
        return new DiffHunk(
                oldBefore + (oldCount == 0 ? 0 : 1),
                oldCount,
                newBefore + (newCount == 0 ? 0 : 1),
                newCount,
                "",
                WordMarks.mark(lines));
    }
}
