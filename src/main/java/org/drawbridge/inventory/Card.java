package org.drawbridge.inventory;

import org.drawbridge.host.Link;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * A network card inside a net qube, as it was last seen.
 *
 * @param name the interface's name
 * @param mac its address, or null where it has none
 * @param wireless whether it is a wireless card, which cannot be bridged
 * @param carrier whether a cable was plugged in
 * @param bridge the bridge that it is a port of, or null
 */
public record Card(
        InterfaceName name,
        @Nullable MacAddress mac,
        boolean wireless,
        boolean carrier,
        @Nullable InterfaceName bridge) {

    static Card of(Link link) {
        return new Card(link.name(), link.mac(), link.wireless(), link.carrier(), link.master());
    }
}
