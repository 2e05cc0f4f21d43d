package org.drawbridge.exposure;

import java.util.ArrayList;
import java.util.List;

/** Writes what a change opens, closes and loses as plain lines, as for the comment of a script. */
public final class ExposureText {

    private static final int LONGEST = 400;
    private static final int MOST = 60;

    private ExposureText() {}

    /** The lines, each of one line's length and without control characters; the caller puts its comment sign before each. */
    public static List<String> lines(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        section("Opens:", comparison.openedSentences(), lines);
        section("Closes:", comparison.closedSentences(), lines);
        section(
                "Loses:",
                comparison.protectionsLost().stream().map(Consequence::sentence).toList(),
                lines);
        section(
                "Besides:",
                comparison.consequences().stream()
                        .filter(each -> !each.protectionLost())
                        .map(Consequence::sentence)
                        .toList(),
                lines);
        return lines.isEmpty() ? List.of("Nothing new can be reached, and no protection is lost.") : List.copyOf(lines);
    }

    private static void section(String head, List<String> sentences, List<String> lines) {
        if (sentences.isEmpty()) {
            return;
        }
        lines.add(head);
        sentences.stream().limit(MOST).forEach(each -> lines.add("  " + plain(each)));
        if (sentences.size() > MOST) {
            lines.add("  and " + (sentences.size() - MOST) + " more.");
        }
    }

    /** Names come from qubes: nothing in them may end a comment or a line. */
    private static String plain(String sentence) {
        String clean = sentence.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]", " ");
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
    }
}
