package org.drawbridge.format;

import java.util.List;

/**
 * One line of a hunk.
 *
 * @param oldNumber its number before, counted from 1; 0 for an added line
 * @param newNumber its number after, counted from 1; 0 for a removed line
 * @param text without its line feed; a carriage return before it belongs to the text
 * @param ended whether a line feed ends it; only a file's last line may be without
 * @param marks the stretches that differ from the line that took its place; empty if there is none like it
 */
public record DiffLine(Kind kind, int oldNumber, int newNumber, String text, boolean ended, List<Mark> marks) {

    public DiffLine {
        marks = List.copyOf(marks);
    }

    /** What becomes of a line. */
    public enum Kind {
        CONTEXT(' '),
        REMOVED('-'),
        ADDED('+');

        private final char sign;

        Kind(char sign) {
            this.sign = sign;
        }

        /** The character before the line in a unified diff. */
        public char sign() {
            return sign;
        }
    }

    /**
     * A stretch of a line's text.
     *
     * @param from index of its first character
     * @param to index behind its last character
     */
    public record Mark(int from, int to) {}

    boolean isOld() {
        return kind != Kind.ADDED;
    }

    boolean isNew() {
        return kind != Kind.REMOVED;
    }

    DiffLine withMarks(List<Mark> changed) {
        return new DiffLine(kind, oldNumber, newNumber, text, ended, changed);
    }

    DiffLine reversed() {
        Kind other = switch (kind) {
            case CONTEXT -> Kind.CONTEXT;
            case REMOVED -> Kind.ADDED;
            case ADDED -> Kind.REMOVED;
        };
        return new DiffLine(other, newNumber, oldNumber, text, ended, marks);
    }
}
