package org.drawbridge.exposure;

import org.drawbridge.name.Cidr;
import org.drawbridge.name.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that have one way into a net qube in common.
 *
 * @param kind what they are
 * @param name how they are called; a zone before and one after a change are the same if they are called the same
 * @param port the port by which they reach the net qube
 * @param addresses their addresses; null for a bridged qube whose address is not known, and where the kind tells them
 */
public record Zone(
        Kind kind, String name, String port, @Nullable Cidr addresses) {

    public static final String LAN = "LAN";
    public static final String INTERNET = "internet";
    public static final String UPDATES = "dom0 updates";

    private static final int HOST = 32;

    /** What the hosts of a zone are. */
    public enum Kind {
        LAN,
        INTERNET,
        NET_QUBE,
        ROUTED_QUBE,
        BRIDGED_QUBE,
        /** The qube through which dom0 gets its updates. */
        UPDATES
    }

    /** All hosts of the network at the uplink, but for the net qube and bridged qubes. */
    public static Zone lan(String uplink, Cidr network) {
        return new Zone(Kind.LAN, LAN, uplink, network);
    }

    /** All hosts behind the LAN's router. */
    public static Zone internet(String uplink) {
        return new Zone(Kind.INTERNET, INTERNET, uplink, null);
    }

    /** The net qube itself. */
    public static Zone netQube(String name) {
        return new Zone(Kind.NET_QUBE, name, Packet.OWN, null);
    }

    public static Zone routed(String qube, String vif, Ipv4Address address) {
        return new Zone(Kind.ROUTED_QUBE, qube, vif, new Cidr(address, HOST));
    }

    /** A qube on the bridge, with its address on the LAN if that is known. */
    public static Zone bridged(String qube, String vif, @Nullable Ipv4Address address) {
        return new Zone(Kind.BRIDGED_QUBE, qube, vif, address == null ? null : new Cidr(address, HOST));
    }

    /**
     * dom0's way to its updates.
     *
     * @param port the port by which the update qube reaches the net qube; {@link Packet#OWN} if it is the net qube
     * @param address the address of whoever hangs on that port; null if it is not known, or the net qube's own
     */
    public static Zone updates(String port, @Nullable Ipv4Address address) {
        return new Zone(Kind.UPDATES, UPDATES, port, address == null ? null : new Cidr(address, HOST));
    }

    /** Whether its packets begin in the net qube itself. */
    public boolean isOwn() {
        return port.equals(Packet.OWN);
    }
}
