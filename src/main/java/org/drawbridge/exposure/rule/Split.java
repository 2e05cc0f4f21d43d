package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * Packets parted by a match.
 *
 * @param yes those that match
 * @param no those that do not
 * @param unsure those of which it cannot be said, each with the reason
 */
record Split(List<PacketSet> yes, List<PacketSet> no, List<Unsure> unsure) {

    /** Packets of which a match cannot be decided. */
    record Unsure(PacketSet packets, String reason) {}

    static Split whole(PacketSet packets, boolean matches) {
        return matches
                ? new Split(List.of(packets), List.of(), List.of())
                : new Split(List.of(), List.of(packets), List.of());
    }

    static Split unsure(PacketSet packets, String reason) {
        return new Split(List.of(), List.of(), List.of(new Unsure(packets, reason)));
    }

    static Split within(PacketSet packets, Dimension dimension, IntervalSet set) {
        IntervalSet now = packets.get(dimension);
        IntervalSet common = now.intersect(set);
        if (common.isEmpty()) {
            return whole(packets, false);
        }
        if (common.equals(now)) {
            return whole(packets, true);
        }
        return new Split(List.of(packets.within(dimension, set)), List.of(packets.without(dimension, set)), List.of());
    }

    Split inverted() {
        return new Split(no, yes, unsure);
    }

    /** Collects parts of several splits. */
    static final class Parts {
        final List<PacketSet> yes = new ArrayList<>();
        final List<PacketSet> no = new ArrayList<>();
        final List<Unsure> unsure = new ArrayList<>();

        Split split() {
            return new Split(List.copyOf(yes), List.copyOf(no), List.copyOf(unsure));
        }
    }
}
