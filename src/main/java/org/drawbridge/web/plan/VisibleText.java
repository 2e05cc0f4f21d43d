package org.drawbridge.web.plan;

/** Makes what a reader of a diff would not see visible: control characters, and those that turn the direction of a text. */
final class VisibleText {

    private VisibleText() {}

    /** The text with tabs kept, and every other control or format character written as its number. */
    static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point != '\t' && (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT)) {
                visible.append(point == '\r' ? "␍" : String.format("‹%04x›", point));
            } else {
                visible.appendCodePoint(point);
            }
        });
        return visible.toString();
    }
}
