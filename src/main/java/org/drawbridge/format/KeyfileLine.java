package org.drawbridge.format;

/** One line of a keyfile, with its text exactly as it stands there. */
public sealed interface KeyfileLine {

    /** Counted from 1. */
    int number();

    /** The whole line without its ending. */
    String raw();

    /** Line feed, carriage return and line feed, or nothing at the end of a file that does not end its last line. */
    String ending();

    /** {@code [connection]}: a group begins; one that stands there twice goes on. */
    record Group(int number, String raw, String ending, String name) implements KeyfileLine {}

    /**
     * {@code id=office}: a key of the group.
     *
     * @param key with its language, if it has one: {@code id[de]}
     * @param value as it stands there, with its escapes
     */
    record Entry(int number, String raw, String ending, String group, String key, String value)
            implements KeyfileLine {}

    /** {@code # …}. */
    record Comment(int number, String raw, String ending) implements KeyfileLine {}

    /** A line without a word. */
    record Blank(int number, String raw, String ending) implements KeyfileLine {}
}
