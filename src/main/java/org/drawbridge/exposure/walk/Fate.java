package org.drawbridge.exposure.walk;

import org.drawbridge.exposure.rule.PacketSet;

/**
 * What became of packets, or of one copy of each where a frame is for all.
 *
 * @param packets the packets with their way
 * @param end how it ended
 */
public record Fate(PacketSet packets, End end) {

    /** How a way ends. */
    public sealed interface End {

        /**
         * The packet comes out at a port.
         *
         * @param port the port
         * @param bridged whether it never left the bridge
         */
        record Delivered(String port, boolean bridged) implements End {}

        /** The packet reaches the net qube itself. */
        record Local() implements End {}

        /** The packet is lost. */
        record Dropped(String reason) implements End {}

        /** The packet is lost and its sender is told. */
        record Rejected() implements End {}

        /** It cannot be said. */
        record Unknown(String reason) implements End {}
    }
}
