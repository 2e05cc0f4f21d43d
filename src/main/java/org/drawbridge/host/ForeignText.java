package org.drawbridge.host;

/** What a host or a qube said, made fit for a sentence: one line, bounded, control characters made visible. */
public final class ForeignText {

    private static final int LONGEST = 400;

    private ForeignText() {}

    /** The text without surrounding space, cut after 400 characters, every control and format character as its number. */
    public static String oneLine(String text) {
        String stripped = text.strip();
        StringBuilder shown = new StringBuilder();
        stripped.codePoints().limit(LONGEST).forEach(point -> append(shown, point));
        if (stripped.codePointCount(0, stripped.length()) > LONGEST) {
            shown.append('…');
        }
        return shown.toString();
    }

    private static void append(StringBuilder shown, int point) {
        int type = Character.getType(point);
        if (point == '\n' || point == '\t') {
            shown.append(' ');
        } else if (type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR) {
            shown.append(String.format("\\u%04x", point));
        } else {
            shown.appendCodePoint(point);
        }
    }
}
