package org.drawbridge.exposure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.Ipv4Address;
import org.jspecify.annotations.Nullable;

/**
 * The interfaces and routes of a net qube.
 *
 * @param ports its interfaces
 * @param routes its routes; those to its own addresses follow from the interfaces
 * @param ipForward whether it routes at all
 * @param bridgeNetfilter whether bridged frames meet the IP rules ({@code bridge-nf-call-iptables})
 * @param rpFilter 0 for no reverse-path filter, 1 for a strict and 2 for a loose one
 * @param neighbours behind which port of a bridge an address is; all others are behind the bridge's uplink
 */
public record Topology(
        List<Port> ports,
        List<Route> routes,
        boolean ipForward,
        boolean bridgeNetfilter,
        int rpFilter,
        Map<Ipv4Address, String> neighbours) {

    /** The name of the loopback interface. */
    public static final String LOOPBACK = "lo";

    public Topology {
        ports = List.copyOf(ports);
        routes = List.copyOf(routes);
        neighbours = Map.copyOf(neighbours);
    }

    /**
     * An interface.
     *
     * @param name its name
     * @param group its group; Qubes puts the vifs of routed qubes into group 2 from R4.2 on
     * @param bridge whether it is a bridge
     * @param master the bridge that it is a port of
     * @param addresses its IPv4 addresses, the first one first
     * @param proxyArp whether it answers ARP for others
     */
    public record Port(
            String name,
            long group,
            boolean bridge,
            @Nullable String master,
            List<Cidr> addresses,
            boolean proxyArp) {

        public Port {
            addresses = List.copyOf(addresses);
        }

        /** A card or vif without a bridge. */
        public static Port of(String name, long group, List<Cidr> addresses) {
            return new Port(name, group, false, null, addresses, false);
        }

        /** A bridge. */
        public static Port ofBridge(String name, List<Cidr> addresses) {
            return new Port(name, 0, true, null, addresses, false);
        }

        /** The same interface as a port of a bridge, without an address of its own. */
        public Port in(String bridgeName) {
            return new Port(name, group, false, bridgeName, List.of(), proxyArp);
        }

        /** Whether it is the back end of another qube's card. */
        public boolean isVif() {
            return name.startsWith("vif");
        }
    }

    /**
     * A route.
     *
     * @param to where it leads
     * @param via the router; null if the hosts are reached without one
     * @param dev the interface
     */
    public record Route(Cidr to, @Nullable Ipv4Address via, String dev) {}

    public Optional<Port> port(String name) {
        return ports.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The ports of a bridge. */
    public List<Port> portsOf(String bridge) {
        return ports.stream().filter(each -> bridge.equals(each.master())).toList();
    }

    /** The port of a bridge that leads to the LAN: the first that is not a vif. */
    public Optional<Port> uplinkOf(String bridge) {
        return portsOf(bridge).stream().filter(each -> !each.isVif()).findFirst();
    }

    /** The same net qube with other rules for the frames in its bridges. */
    public Topology withBridgeNetfilter(boolean on) {
        return new Topology(ports, routes, ipForward, on, rpFilter, neighbours);
    }
}
