package org.drawbridge.exposure.rule;

import java.util.Optional;

/** Writes the addresses and ports that a translating rule gives. */
record Translation(Target.Translate rule, Crossing at) {

    private static final IntervalSet NO_ADDRESS = IntervalSet.single(0);

    /** The packets with their new header, or nothing if the net qube has no address to give, which loses them. */
    Optional<PacketSet> apply(PacketSet packets) {
        return switch (rule.kind()) {
            case SOURCE -> Optional.of(source(packets, rule.addresses()));
            case MASQUERADE -> masquerade(packets);
            case DESTINATION -> Optional.of(destination(packets, rule.addresses()));
            case REDIRECT -> at.ownIn().isEmpty() ? Optional.empty() : Optional.of(destination(packets, at.ownIn()));
        };
    }

    /** A host that has no address yet keeps none; source: {@code nf_nat_masquerade_ipv4}. */
    private Optional<PacketSet> masquerade(PacketSet packets) {
        if (packets.get(Dimension.SOURCE).equals(NO_ADDRESS)) {
            return Optional.of(packets);
        }
        return at.ownOut().isEmpty() ? Optional.empty() : Optional.of(source(packets, at.ownOut()));
    }

    private PacketSet source(PacketSet packets, @org.jspecify.annotations.Nullable IntervalSet addresses) {
        return addresses == null ? packets : packets.translate(Dimension.SOURCE, addresses);
    }

    private PacketSet destination(PacketSet packets, @org.jspecify.annotations.Nullable IntervalSet addresses) {
        PacketSet changed = addresses == null
                ? packets.translate(Dimension.DESTINATION, packets.get(Dimension.DESTINATION))
                : packets.translate(Dimension.DESTINATION, addresses);
        return rule.ports() == null ? changed : changed.translate(Dimension.DESTINATION_PORT, rule.ports());
    }
}
