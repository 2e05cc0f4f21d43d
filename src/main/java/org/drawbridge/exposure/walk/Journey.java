package org.drawbridge.exposure.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.exposure.Packet;
import org.drawbridge.exposure.Topology;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.WalkStep;
import org.drawbridge.exposure.rule.Crossing.Cast;
import org.drawbridge.exposure.rule.Dimension;
import org.drawbridge.exposure.rule.Hook;
import org.drawbridge.exposure.rule.HookResult;
import org.drawbridge.exposure.rule.HookWalk;
import org.drawbridge.exposure.rule.IntervalSet;
import org.drawbridge.exposure.rule.PacketSet;
import org.drawbridge.exposure.rule.Program;
import org.drawbridge.exposure.walk.Fate.End;
import org.drawbridge.exposure.walk.Routed.Decision;
import org.drawbridge.name.Ipv4Address;
import org.jspecify.annotations.Nullable;

/** Sends sets of packets through a net qube. */
public final class Journey {

    private final Topology topology;
    private final Routing routing;
    private final HookWalk hooks;
    private final Places places;
    private final List<Fate> fates = new ArrayList<>();

    /**
     * @param translatedStates the states of packets whose address translation is that of their connection's first
     *     packet going the same way
     */
    public Journey(Program program, Topology topology, IntervalSet translatedStates) {
        this.topology = topology;
        this.routing = new Routing(topology);
        this.hooks = new HookWalk(program, translatedStates);
        this.places = new Places(topology, routing.addresses());
    }

    /**
     * What becomes of packets that arrive.
     *
     * @param in the port
     * @param frameFor whom the frame is for, as in {@link Packet#frameFor()}
     */
    public List<Fate> arrive(PacketSet packets, String in, String frameFor, int ttl) {
        fates.clear();
        Port port = topology.port(in).orElseThrow(() -> new IllegalArgumentException("No interface " + in + "."));
        Cast cast = cast(frameFor);
        for (PacketSet each : pass(packets, places.at(Hook.INGRESS, cast).in(port), false)) {
            if (port.master() != null) {
                bridge(each, new Frame(port, bridgeOf(port), frameFor, cast, ttl));
            } else if (cast == Cast.HOST && !frameFor.equals(Packet.SELF)) {
                end(each, new End.Dropped("the frame is not for the net qube"));
            } else {
                receive(each, new Arrival(port, null, cast, ttl), true);
            }
        }
        return List.copyOf(fates);
    }

    /** What becomes of packets that the net qube sends itself. */
    public List<Fate> send(PacketSet packets) {
        fates.clear();
        PacketSet left = packets;
        Place own = places.at(Hook.OUTPUT, Cast.HOST);
        for (Routing.Reach reach : routing.reaches()) {
            PacketSet some = left.within(Dimension.DESTINATION, reach.destinations());
            left = left.without(Dimension.DESTINATION, reach.destinations());
            Optional<Port> out = topology.port(reach.route().dev());
            if (!some.isEmpty() && out.isPresent()) {
                for (PacketSet each : pass(some, own.out(out.get()), false)) {
                    leave(each, reach.route(), places.at(Hook.POSTROUTING, Cast.HOST));
                }
            }
        }
        if (!left.isEmpty()) {
            end(left, new End.Dropped("no route leads there"));
        }
        return List.copyOf(fates);
    }

    /** A frame in a bridge. */
    private record Frame(Port in, Port bridge, String frameFor, Cast cast, int ttl) {}

    /** A packet that reached IP: by this interface, and by this port if that is a bridge whose ports the rules see. */
    private record Arrival(Port in, @Nullable Port physicalIn, Cast cast, int ttl) {}

    private Port bridgeOf(Port port) {
        return topology.port(String.valueOf(port.master()))
                .orElseThrow(() -> new IllegalArgumentException(port.name() + " is in a bridge that is not there."));
    }

    private static Cast cast(String frameFor) {
        return switch (frameFor) {
            case Packet.BROADCAST -> Cast.BROADCAST;
            case Packet.MULTICAST -> Cast.MULTICAST;
            default -> Cast.HOST;
        };
    }

    private void bridge(PacketSet packets, Frame frame) {
        Place at = places.at(Hook.PREROUTING, frame.cast());
        for (PacketSet each : pass(packets, at.in(frame.in()), true)) {
            if (!topology.bridgeNetfilter()) {
                switchFrame(each, frame);
                continue;
            }
            for (PacketSet some : pass(each, at.in(frame.bridge()).physicalIn(frame.in()), false)) {
                if (some.translated(Dimension.DESTINATION)) {
                    redirect(some, frame);
                } else {
                    switchFrame(some, frame);
                }
            }
        }
    }

    /** A frame whose destination was translated in the bridge goes where its new address is. */
    private void redirect(PacketSet packets, Frame frame) {
        for (Routed routed : routing.route(packets, frame.bridge(), Cast.HOST)) {
            boolean stays = routed.decision() instanceof Decision.Forward forward
                    && forward.route().dev().equals(frame.bridge().name());
            if (routed.decision() instanceof Decision.Lost lost) {
                end(routed.packets(), new End.Dropped(lost.reason()));
            } else if (stays) {
                behind(routed, frame.bridge()).forEach(hop -> relay(hop.packets(), frame, hop.port()));
            } else {
                up(routed.packets(), new Frame(frame.in(), frame.bridge(), Packet.SELF, Cast.HOST, frame.ttl()));
            }
        }
    }

    private void switchFrame(PacketSet packets, Frame frame) {
        if (frame.frameFor().equals(Packet.SELF)) {
            up(packets, frame);
            return;
        }
        List<Port> others = topology.portsOf(frame.bridge().name()).stream()
                .filter(each -> !each.name().equals(frame.in().name()))
                .toList();
        List<Port> known = others.stream()
                .filter(each -> each.name().equals(frame.frameFor()))
                .toList();
        if (frame.frameFor().equals(frame.in().name())) {
            end(packets, new End.Dropped("the frame does not go back to the port where it came from"));
        } else {
            (known.isEmpty() ? others : known).forEach(each -> relay(packets, frame, each));
            if (frame.cast() != Cast.HOST) {
                up(packets, frame);
            }
        }
    }

    /** From one port of the bridge to another. */
    private void relay(PacketSet packets, Frame frame, Port out) {
        Place forward = places.at(Hook.FORWARD, frame.cast());
        Place post = places.at(Hook.POSTROUTING, frame.cast());
        for (PacketSet each : pass(packets, forward.in(frame.in()).out(out), true)) {
            List<PacketSet> left = List.of(each);
            if (topology.bridgeNetfilter()) {
                Place inBridge = forward.in(frame.bridge()).out(frame.bridge());
                left = pass(each, inBridge.physicalIn(frame.in()).physicalOut(out), false);
            }
            for (PacketSet some : left) {
                List<PacketSet> leaving = pass(some, post.out(out), true);
                if (topology.bridgeNetfilter()) {
                    Place last = post.out(frame.bridge()).physicalIn(frame.in()).physicalOut(out);
                    leaving = leaving.stream()
                            .flatMap(one -> pass(one, last, false).stream())
                            .toList();
                }
                leaving.forEach(one -> deliver(one, out.name(), true));
            }
        }
    }

    /** From a port of the bridge to the net qube. */
    private void up(PacketSet packets, Frame frame) {
        Place input = places.at(Hook.INPUT, frame.cast()).in(frame.in());
        for (PacketSet each : pass(packets, input, true)) {
            Port seen = topology.bridgeNetfilter() ? frame.in() : null;
            receive(each, new Arrival(frame.bridge(), seen, frame.cast(), frame.ttl()), seen == null);
        }
    }

    private void receive(PacketSet packets, Arrival arrival, boolean prerouting) {
        Place at = places.at(Hook.PREROUTING, arrival.cast()).in(arrival.in());
        List<PacketSet> left = prerouting ? pass(packets, at, false) : List.of(packets);
        for (PacketSet each : left) {
            for (Routed routed : routing.route(each, arrival.in(), arrival.cast())) {
                PacketSet some = routed.packets();
                switch (routed.decision()) {
                    case Decision.Lost lost ->
                        end(
                                some.after(WalkStep.ofKernel("routing", lost.reason(), "drop")),
                                new End.Dropped(lost.reason()));
                    case Decision.Local local -> {
                        Place input = places.at(Hook.INPUT, arrival.cast()).in(arrival.in());
                        pass(some, input.physicalIn(arrival.physicalIn()), false)
                                .forEach(one -> end(one, new End.Local()));
                    }
                    case Decision.Forward forward -> forward(some, arrival, forward.route());
                }
            }
        }
    }

    private void forward(PacketSet packets, Arrival arrival, Topology.Route route) {
        Optional<Port> out = topology.port(route.dev());
        if (out.isEmpty()) {
            end(packets, new End.Dropped("the interface " + route.dev() + " is not there"));
        } else if (arrival.ttl() <= 1) {
            end(packets, new End.Dropped("its time to live is over"));
        } else {
            Place forward = places.at(Hook.FORWARD, arrival.cast())
                    .in(arrival.in())
                    .out(out.get())
                    .physicalIn(arrival.physicalIn());
            Place post =
                    places.at(Hook.POSTROUTING, arrival.cast()).in(arrival.in()).physicalIn(arrival.physicalIn());
            pass(packets, forward, false).forEach(each -> leave(each, route, post));
        }
    }

    private void leave(PacketSet packets, Topology.Route route, Place post) {
        Port out = topology.port(route.dev()).orElseThrow();
        Place at = post.out(out, route.via(), packets);
        for (PacketSet each : pass(packets, at, false)) {
            if (out.bridge()) {
                behind(new Routed(each, new Decision.Forward(route)), out)
                        .forEach(hop -> deliver(hop.packets(), hop.port().name(), false));
            } else {
                deliver(each, out.name(), false);
            }
        }
    }

    /** Packets with the port of a bridge where they come out. */
    private record Hop(PacketSet packets, Port port) {}

    private List<Hop> behind(Routed routed, Port bridge) {
        List<Hop> hops = new ArrayList<>();
        PacketSet left = routed.packets();
        Ipv4Address via = routed.decision() instanceof Decision.Forward forward
                ? forward.route().via()
                : null;
        for (var neighbour : topology.neighbours().entrySet()) {
            Optional<Port> port = topology.port(neighbour.getValue())
                    .filter(each -> bridge.name().equals(each.master()));
            IntervalSet address = IntervalSet.single(neighbour.getKey().bits());
            if (port.isPresent() && via == null) {
                PacketSet some = left.within(Dimension.DESTINATION, address);
                left = left.without(Dimension.DESTINATION, address);
                if (!some.isEmpty()) {
                    hops.add(new Hop(some, port.get()));
                }
            } else if (port.isPresent() && neighbour.getKey().equals(via)) {
                hops.add(new Hop(left, port.get()));
                return hops;
            }
        }
        PacketSet rest = left;
        Optional<Port> uplink = topology.uplinkOf(bridge.name())
                .or(() -> topology.portsOf(bridge.name()).stream().findFirst());
        if (!rest.isEmpty()) {
            uplink.ifPresentOrElse(
                    port -> hops.add(new Hop(rest, port)), () -> end(rest, new End.Dropped("the bridge has no port")));
        }
        return hops;
    }

    private void deliver(PacketSet packets, String port, boolean bridged) {
        end(packets, new End.Delivered(port, bridged));
    }

    private void end(PacketSet packets, End end) {
        fates.add(new Fate(packets, end));
    }

    /** The packets that pass the rules of a place; the others end there. */
    private List<PacketSet> pass(PacketSet packets, Place at, boolean bridge) {
        HookResult result = hooks.walk(packets, at.crossing(), bridge);
        result.dropped().forEach(each -> end(each, new End.Dropped("a rule drops it")));
        result.rejected().forEach(each -> end(each, new End.Rejected()));
        result.unknown().forEach(each -> end(each.packets(), new End.Unknown(each.reason())));
        return result.accepted();
    }
}
