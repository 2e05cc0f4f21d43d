package org.drawbridge.host;

import java.util.List;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * A network interface inside a running qube, as {@code ip -json -details} tells it.
 *
 * @param name its name
 * @param mac its address, or null where it has none
 * @param kind {@code bridge}, {@code veth}, {@code vif} …, or empty for a card
 * @param master the bridge it is a port of, or null
 * @param wireless whether it is a wireless card
 * @param up whether it is switched on
 * @param carrier whether a cable or peer is there
 * @param addresses its IPv4 addresses
 */
public record Link(
        InterfaceName name,
        @Nullable MacAddress mac,
        String kind,
        @Nullable InterfaceName master,
        boolean wireless,
        boolean up,
        boolean carrier,
        List<Cidr> addresses) {

    public Link {
        addresses = List.copyOf(addresses);
    }

    /** Whether this is the back end of another qube's card. */
    public boolean isVif() {
        return name.value().startsWith("vif");
    }

    public boolean isBridge() {
        return kind.equals("bridge");
    }

    /** Whether this is a network card of the qube's own: neither loopback, nor virtual, nor the way to its own net qube. */
    public boolean isUplink() {
        return kind.isEmpty() && !isVif() && !name.value().equals("lo");
    }
}
