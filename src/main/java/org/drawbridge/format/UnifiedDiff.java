package org.drawbridge.format;

import java.util.List;

/** Unified diffs as they come from a person: written by git or by {@code diff -u}, one file or several. */
public final class UnifiedDiff {

    /** The greatest size that is read, in bytes. */
    public static final int LIMIT = 4 * 1024 * 1024;

    private UnifiedDiff() {}

    /**
     * Reads a patch. Text between the files is passed over; a patch whose lines all end with carriage return and line
     * feed is read without the carriage returns.
     *
     * @return the files in their order, one or more
     * @throws FormatException if there is no file in it, a hunk is not as long as it says, or something else than lines
     *     of text changes (binary content, names, modes)
     */
    public static List<FileDiff> parse(byte[] bytes) {
        return new UnifiedDiffParser(TextLine.split(StrictText.decode(bytes, LIMIT))).files();
    }
}
