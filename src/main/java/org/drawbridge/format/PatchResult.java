package org.drawbridge.format;

import java.util.List;

/** What became of a patch. */
public sealed interface PatchResult {

    /** The patch fits; the new bytes are whole. */
    final class Applied implements PatchResult {

        private final byte[] bytes;
        private final List<Placement> placements;

        Applied(byte[] bytes, List<Placement> placements) {
            this.bytes = bytes.clone();
            this.placements = List.copyOf(placements);
        }

        /** The file after it; empty if the patch takes the file away. */
        public byte[] bytes() {
            return bytes.clone();
        }

        /** Where each hunk was put. */
        public List<Placement> placements() {
            return placements;
        }
    }

    /**
     * Where a hunk was put.
     *
     * @param hunk its number, counted from 1
     * @param line the line where it begins in the file as it was, counted from 1
     * @param offset by how many lines that differs from what the hunk says
     */
    record Placement(int hunk, int line, int offset) {}

    /** The file already is as the patch would make it. */
    record AlreadyApplied() implements PatchResult {}

    /**
     * A hunk does not fit, so nothing was applied.
     *
     * @param hunk its number, counted from 1; 0 if there is none
     * @param header its {@code @@} line; empty if there is none
     * @param expected the lines that it expects, context and removed ones
     * @param line the line where it says they are, counted from 1
     * @param found what stands there; empty if the file is not there or too short
     */
    record Rejected(int hunk, String header, List<DiffLine> expected, int line, List<String> found)
            implements PatchResult {

        public Rejected {
            expected = List.copyOf(expected);
            found = List.copyOf(found);
        }
    }
}
