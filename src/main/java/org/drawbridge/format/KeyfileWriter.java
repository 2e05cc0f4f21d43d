package org.drawbridge.format;

import java.util.List;

/** Writes a new keyfile: groups and keys in the order in which they are given. */
public final class KeyfileWriter {

    private final StringBuilder text = new StringBuilder();
    private String group = "";

    /** Begins a group. */
    public KeyfileWriter group(String name) {
        if (!KeyfileParser.isGroup(name)) {
            throw new IllegalArgumentException("Not the name of a group: " + Excerpt.of(name));
        }
        text.append(text.isEmpty() ? "" : "\n").append('[').append(name).append("]\n");
        group = name;
        return this;
    }

    /** A comment of one line, without its {@code #}. */
    public KeyfileWriter comment(String line) {
        if (!StrictText.isOneLine(line)) {
            throw new IllegalArgumentException("Not a comment of one line: " + Excerpt.of(line));
        }
        text.append("# ").append(line).append('\n');
        return this;
    }

    /** A key with a text, which is escaped. */
    public KeyfileWriter put(String key, String value) {
        return raw(key, KeyfileValue.escape(value));
    }

    /** A key with a whole number. */
    public KeyfileWriter put(String key, long value) {
        return raw(key, Long.toString(value));
    }

    /** A key with {@code true} or {@code false}. */
    public KeyfileWriter put(String key, boolean value) {
        return raw(key, Boolean.toString(value));
    }

    /** A key with a list, each element escaped and followed by a semicolon. */
    public KeyfileWriter put(String key, List<String> values) {
        return raw(key, KeyfileValue.escape(values));
    }

    /** What was written so far. */
    public Keyfile keyfile() {
        return Keyfile.of(text.toString());
    }

    private KeyfileWriter raw(String key, String value) {
        KeyfileEdit.check(group, key, value);
        text.append(key).append('=').append(value).append('\n');
        return this;
    }
}
