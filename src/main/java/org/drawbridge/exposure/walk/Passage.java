package org.drawbridge.exposure.walk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.exposure.Topology;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.rule.Crossing.Cast;
import org.drawbridge.exposure.rule.Hook;
import org.drawbridge.exposure.rule.HookResult;
import org.drawbridge.exposure.rule.HookWalk;
import org.drawbridge.exposure.rule.PacketSet;
import org.drawbridge.exposure.walk.Fate.End;

/** Shows packets to the rules of one net qube, and keeps what became of them. */
final class Passage {

    private final Topology topology;
    private final HookWalk hooks;
    private final Places places;
    private final Map<String, Port> ports = new HashMap<>();
    private final Map<String, List<Port>> bridges = new HashMap<>();
    private final List<Fate> fates = new ArrayList<>();

    Passage(Topology topology, HookWalk hooks, Places places) {
        this.topology = topology;
        this.hooks = hooks;
        this.places = places;
        for (Port each : topology.ports()) {
            ports.putIfAbsent(each.name(), each);
            if (each.bridge()) {
                bridges.put(each.name(), topology.portsOf(each.name()));
            }
        }
    }

    Topology topology() {
        return topology;
    }

    /** The interface of this name, found at once however many there are. */
    Optional<Port> port(String name) {
        return Optional.ofNullable(ports.get(name));
    }

    List<Port> portsOf(Port bridge) {
        return bridges.getOrDefault(bridge.name(), List.of());
    }

    Place at(Hook hook, Cast cast) {
        return places.at(hook, cast);
    }

    /** The packets that pass the rules of a place; the others end there. */
    List<PacketSet> pass(PacketSet packets, Place at) {
        return pass(packets, at, false);
    }

    /** The packets that pass the rules of a place in a bridge; the others end there. */
    List<PacketSet> passBridge(PacketSet packets, Place at) {
        return pass(packets, at, true);
    }

    private List<PacketSet> pass(PacketSet packets, Place at, boolean bridge) {
        HookResult result = hooks.walk(packets, at.crossing(), bridge);
        result.dropped().forEach(each -> lose(each, "a rule drops it"));
        result.rejected().forEach(each -> end(each, new End.Rejected()));
        result.unknown().forEach(each -> end(each.packets(), new End.Unknown(each.reason())));
        return result.accepted();
    }

    void deliver(PacketSet packets, Port port, boolean bridged) {
        end(packets, new End.Delivered(port.name(), bridged));
    }

    void lose(PacketSet packets, String reason) {
        end(packets, new End.Dropped(reason));
    }

    void end(PacketSet packets, End end) {
        fates.add(new Fate(packets, end));
    }

    /** What became of all packets since this was asked last. */
    List<Fate> takeFates() {
        List<Fate> all = List.copyOf(fates);
        fates.clear();
        return all;
    }
}
