package org.drawbridge.name;

/** Shows a rejected text in a message: bounded, and with control characters made visible. */
final class Shown {

    private static final int LIMIT = 60;

    private Shown() {}

    static String of(String text) {
        String bounded = text.length() > LIMIT ? text.substring(0, LIMIT) + "…" : text;
        StringBuilder shown = new StringBuilder("“");
        bounded.codePoints().forEach(point -> {
            if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.append('”').toString();
    }
}
