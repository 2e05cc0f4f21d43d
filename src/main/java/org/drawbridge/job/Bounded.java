package org.drawbridge.job;

/** Cuts texts that others determine the length of. */
final class Bounded {

    private Bounded() {}

    /** The text, or as much of it as fits, with a sign that there was more. */
    static String text(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return text.substring(0, end) + "…";
    }
}
