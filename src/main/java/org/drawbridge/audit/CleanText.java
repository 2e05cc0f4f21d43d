package org.drawbridge.audit;

/** Makes a text one that every database and every encoding gives back as it was. */
final class CleanText {

    private static final char INSTEAD = '\ufffd';

    private CleanText() {}

    /** A name: one line, and bounded. */
    static String name(String text, int limit) {
        StringBuilder clean = new StringBuilder();
        wellFormed(text)
                .codePoints()
                .map(point -> Character.isISOControl(point) ? INSTEAD : point)
                .forEach(clean::appendCodePoint);
        return cut(clean.toString(), limit, "…");
    }

    /** Any text; JSON escapes its control characters. */
    static String text(String text, int limit) {
        return cut(wellFormed(text), limit, "… (" + text.length() + " characters in all)");
    }

    private static String cut(String text, int limit, String mark) {
        if (text.length() <= limit) {
            return text;
        }
        int end = limit - mark.length();
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + mark;
    }

    private static String wellFormed(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? INSTEAD : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}
