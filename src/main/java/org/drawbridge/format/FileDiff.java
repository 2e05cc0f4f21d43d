package org.drawbridge.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What changes in one file.
 *
 * @param oldName as a header names it; {@link #ABSENT} if the file is not there before
 * @param newName as a header names it; {@link #ABSENT} if the file is not there after
 * @param binary whether the file changes but is no text that could be shown; there are no hunks then
 * @param hunks in the order of the file
 */
public record FileDiff(String oldName, String newName, boolean binary, List<DiffHunk> hunks) {

    /** The name of a file that is not there. */
    public static final String ABSENT = "/dev/null";

    /** Files up to this size are compared, in bytes; greater ones are treated as binary. */
    public static final int LIMIT = 4 * 1024 * 1024;

    public FileDiff {
        hunks = List.copyOf(hunks);
    }

    /**
     * Compares two versions of a file.
     *
     * @param path the file's path; a leading slash is left out of the names
     * @param before null if the file is not there
     * @param after null if the file is not there
     */
    public static FileDiff between(String path, byte @Nullable [] before, byte @Nullable [] after) {
        String name = path.startsWith("/") ? path.substring(1) : path;
        String oldName = before == null ? ABSENT : "a/" + name;
        String newName = after == null ? ABSENT : "b/" + name;
        byte[] old = before == null ? new byte[0] : before;
        byte[] now = after == null ? new byte[0] : after;
        if (Arrays.equals(old, now)) {
            return new FileDiff(oldName, newName, false, List.of());
        }
        try {
            List<DiffHunk> hunks = DiffBuilder.hunks(StrictText.decode(old, LIMIT), StrictText.decode(now, LIMIT));
            return new FileDiff(oldName, newName, false, hunks);
        } catch (FormatException noText) {
            return new FileDiff(oldName, newName, true, List.of());
        }
    }

    /** Whether it makes the file. */
    public boolean creates() {
        return oldName.equals(ABSENT);
    }

    /** Whether it takes the file away. */
    public boolean deletes() {
        return newName.equals(ABSENT);
    }

    /** Whether nothing changes. */
    public boolean isEmpty() {
        return hunks.isEmpty() && !binary && creates() == deletes();
    }

    /** As a unified diff; empty if nothing changes. */
    public String text() {
        return UnifiedDiffWriter.text(this);
    }

    /** The way back. */
    public FileDiff reversed() {
        return new FileDiff(
                newName, oldName, binary, hunks.stream().map(DiffHunk::reversed).toList());
    }

    /**
     * Applies it as {@code patch -p0 --fuzz=0} would: every line of a hunk must stand there, but the hunk may have moved.
     * All hunks are applied, or none.
     *
     * @param target the file's bytes; null if it is not there
     */
    public PatchResult applyTo(byte @Nullable [] target) {
        return HunkPlacer.apply(this, target);
    }

    /** {@link #text} as it is written to disk. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
