package org.drawbridge.format;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a file that changes, with the lines around it.
 *
 * @param oldStart number of its first line before; if it has none, of the line before it
 * @param oldCount how many of its lines are there before
 * @param newStart number of its first line after; if it has none, of the line before it
 * @param newCount how many of its lines are there after
 * @param section what stands behind the second {@code @@}, without the blank
 */
public record DiffHunk(int oldStart, int oldCount, int newStart, int newCount, String section, List<DiffLine> lines) {

    public DiffHunk {
        lines = List.copyOf(lines);
    }

    /**
     * Two lines that stand side by side.
     *
     * @param before nothing if a line was added
     * @param after nothing if a line was removed
     */
    public record Row(@Nullable DiffLine before, @Nullable DiffLine after) {}

    /** {@code @@ -1,3 +1,4 @@} with the section. */
    public String header() {
        String ranges = "@@ -" + range(oldStart, oldCount) + " +" + range(newStart, newCount) + " @@";
        return section.isEmpty() ? ranges : ranges + " " + section;
    }

    /** The lines in two columns: removed and added lines of one place beside each other. */
    public List<Row> sideBySide() {
        List<Row> rows = new ArrayList<>();
        List<DiffLine> removed = new ArrayList<>();
        List<DiffLine> added = new ArrayList<>();
        for (DiffLine line : lines) {
            switch (line.kind()) {
                case REMOVED -> removed.add(line);
                case ADDED -> added.add(line);
                case CONTEXT -> {
                    pair(removed, added, rows);
                    rows.add(new Row(line, line));
                }
            }
        }
        pair(removed, added, rows);
        return List.copyOf(rows);
    }

    DiffHunk reversed() {
        List<DiffLine> reversed = lines.stream().map(DiffLine::reversed).toList();
        return new DiffHunk(newStart, newCount, oldStart, oldCount, section, reversed);
    }

    private static void pair(List<DiffLine> removed, List<DiffLine> added, List<Row> rows) {
        for (int i = 0; i < Math.max(removed.size(), added.size()); i++) {
            rows.add(new Row(i < removed.size() ? removed.get(i) : null, i < added.size() ? added.get(i) : null));
        }
        removed.clear();
        added.clear();
    }

    private static String range(int start, int count) {
        return count == 1 ? String.valueOf(start) : start + "," + count;
    }
}
