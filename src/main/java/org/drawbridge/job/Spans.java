package org.drawbridge.job;

import java.time.Duration;
import java.util.StringJoiner;

/** Writes spans of time as people say them. */
final class Spans {

    private Spans() {}

    /** Such as {@code 1 h 30 min} or {@code 45 s}. */
    static String words(Duration span) {
        StringJoiner words = new StringJoiner(" ");
        add(words, span.toHours(), " h");
        add(words, span.toMinutesPart(), " min");
        add(words, span.toSecondsPart(), " s");
        return words.length() == 0 ? "a moment" : words.toString();
    }

    private static void add(StringJoiner words, long count, String unit) {
        if (count > 0) {
            words.add(count + unit);
        }
    }
}
