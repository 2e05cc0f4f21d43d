package org.drawbridge.exposure;

import java.util.List;

/**
 * What new connections pass between zones, before a change and after it.
 *
 * @param zones the zones that are told, by name
 * @param cells each pair of them, rows first; a zone and itself is none
 * @param leftOut routed qubes that are not told, for shortness
 */
public record Matrix(List<String> zones, List<Cell> cells, List<String> leftOut) {

    /** Nothing that is told. */
    public static final Matrix NONE = new Matrix(List.of(), List.of(), List.of());

    public Matrix {
        zones = List.copyOf(zones);
        cells = List.copyOf(cells);
        leftOut = List.copyOf(leftOut);
    }

    /** How much passes. */
    public enum Passes {
        ALL,
        SOME,
        NOTHING,
        UNKNOWN,
        /** One of the two hangs on another net qube, where this comparison does not look. */
        ELSEWHERE
    }

    /** One pair of zones, from the first to the second. */
    public record Cell(String from, String to, Side before, Side after) {

        /** Whether anything passes otherwise than before. */
        public boolean changes() {
            return !before.passes().equals(after.passes()) || !before.traffic().equals(after.traffic());
        }
    }

    /**
     * What passes between two zones.
     *
     * @param passes how much of it
     * @param traffic what passes, in words as {@code tcp 22, icmp}; empty for nothing
     * @param rules the rules that decide, or why none does, bounded
     */
    public record Side(Passes passes, String traffic, List<String> rules) {
        public Side {
            rules = List.copyOf(rules);
        }
    }
}
