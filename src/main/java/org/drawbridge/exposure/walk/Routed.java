package org.drawbridge.exposure.walk;

import org.drawbridge.exposure.Topology.Route;
import org.drawbridge.exposure.rule.PacketSet;

/** Packets with what routing decided of them. */
record Routed(PacketSet packets, Decision decision) {

    /** Where packets go. */
    sealed interface Decision {

        /** To the net qube itself. */
        record Local() implements Decision {}

        /** Along a route. */
        record Forward(Route route) implements Decision {}

        /** Nowhere. */
        record Lost(String reason) implements Decision {}
    }
}
