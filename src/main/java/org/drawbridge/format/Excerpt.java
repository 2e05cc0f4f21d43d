package org.drawbridge.format;

/** A short piece of foreign text, safe to put into a message. */
final class Excerpt {

    private static final int LONGEST = 80;

    private Excerpt() {}

    /** The text in quotes, cut after 80 characters, control characters as {@code \}{@code uXXXX}. */
    static String of(String text) {
        if (text.isEmpty()) {
            return "nothing";
        }
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(LONGEST).forEach(each -> append(shown, each));
        if (text.codePointCount(0, text.length()) > LONGEST) {
            shown.append('…');
        }
        return shown.append('"').toString();
    }

    private static void append(StringBuilder shown, int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE) {
            shown.append(String.format("\\u%04x", codePoint));
        } else {
            shown.appendCodePoint(codePoint);
        }
    }
}
