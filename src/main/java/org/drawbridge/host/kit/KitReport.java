package org.drawbridge.host.kit;

import java.util.List;
import org.drawbridge.host.ForeignText;

/** Reads what {@code restore.sh} said. */
final class KitReport {

    private static final String BACK = "0";

    private static final String LEFT = "5";

    private static final int MOST = 100;

    private KitReport() {}

    /** What was left as it is, a sentence each: the lines at the end that are set in. */
    static List<String> left(String exit, String report) {
        if (exit.equals(BACK)) {
            return List.of();
        }
        List<String> lines = report.lines().toList();
        int from = lines.size();
        while (from > 0 && lines.get(from - 1).startsWith("  ")) {
            from--;
        }
        List<String> left = lines.subList(from, lines.size()).stream()
                .map(line -> ForeignText.oneLine(line.strip()))
                .limit(MOST)
                .toList();
        if (exit.equals(LEFT) && !left.isEmpty()) {
            return left;
        }
        String last = lines.isEmpty() ? "it said nothing." : lines.getLast();
        return List.of("restore.sh ended with " + ForeignText.oneLine(exit) + ": " + ForeignText.oneLine(last));
    }
}
