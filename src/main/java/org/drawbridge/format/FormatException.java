package org.drawbridge.format;

import java.io.Serial;

/** A text cannot be understood; it names the place, what was expected there and what stands there. */
public final class FormatException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String expected;
    private final String found;

    /**
     * A failure at one place.
     *
     * @param line counted from 1
     * @param column counted from 1, in characters
     * @param found text of the input; it is shortened and its control characters are escaped
     */
    public FormatException(int line, int column, String expected, String found) {
        super("Line " + line + ", column " + column + ": expected " + expected + ", found " + Excerpt.of(found) + ".");
        this.line = line;
        this.column = column;
        this.expected = expected;
        this.found = Excerpt.of(found);
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    public String expected() {
        return expected;
    }

    public String found() {
        return found;
    }
}
