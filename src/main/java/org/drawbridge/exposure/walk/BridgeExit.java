package org.drawbridge.exposure.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.rule.Crossing.Cast;
import org.drawbridge.exposure.rule.Dimension;
import org.drawbridge.exposure.rule.Hook;
import org.drawbridge.exposure.rule.IntervalSet;
import org.drawbridge.exposure.rule.PacketSet;
import org.drawbridge.name.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** The way of IP packets out through a bridge: to the port behind which their next host is. */
record BridgeExit(Passage passage) {

    /** Packets with the port of a bridge where they come out. */
    record Hop(PacketSet packets, Port port) {}

    /** Sends what the net qube routes or says itself. */
    void send(PacketSet packets, Port bridge, @Nullable Ipv4Address via) {
        for (Hop hop : behind(packets, bridge, via)) {
            Place out = passage.at(Hook.OUTPUT, Cast.HOST).out(hop.port());
            Place last = passage.at(Hook.POSTROUTING, Cast.HOST).out(hop.port());
            for (PacketSet each : passage.passBridge(hop.packets(), out)) {
                passage.passBridge(each, last).forEach(some -> passage.deliver(some, hop.port(), false));
            }
        }
    }

    /** Where in a bridge the next hosts of packets are: those that are not known are behind the uplink. */
    List<Hop> behind(PacketSet packets, Port bridge, @Nullable Ipv4Address via) {
        List<Hop> hops = new ArrayList<>();
        PacketSet left = packets;
        for (Map.Entry<Ipv4Address, String> neighbour :
                passage.topology().neighbours().entrySet()) {
            Optional<Port> port = portOf(bridge, neighbour.getValue());
            if (port.isPresent() && via == null) {
                IntervalSet address = IntervalSet.single(neighbour.getKey().bits());
                PacketSet some = left.within(Dimension.DESTINATION, address);
                left = left.without(Dimension.DESTINATION, address);
                if (!some.isEmpty()) {
                    hops.add(new Hop(some, port.get()));
                }
            } else if (port.isPresent() && neighbour.getKey().equals(via)) {
                return List.of(new Hop(left, port.get()));
            }
        }
        PacketSet rest = left;
        List<Port> ports = passage.portsOf(bridge);
        Optional<Port> uplink = ports.stream()
                .filter(each -> !each.isVif())
                .findFirst()
                .or(() -> ports.stream().findFirst());
        if (!rest.isEmpty()) {
            uplink.ifPresentOrElse(
                    port -> hops.add(new Hop(rest, port)), () -> passage.lose(rest, "the bridge has no port"));
        }
        return hops;
    }

    private Optional<Port> portOf(Port bridge, String name) {
        return passage.port(name).filter(each -> bridge.name().equals(each.master()));
    }
}
