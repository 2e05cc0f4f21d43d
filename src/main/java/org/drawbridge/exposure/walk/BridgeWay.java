package org.drawbridge.exposure.walk;

import java.util.List;
import org.drawbridge.exposure.Packet;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.rule.Crossing.Cast;
import org.drawbridge.exposure.rule.Dimension;
import org.drawbridge.exposure.rule.Hook;
import org.drawbridge.exposure.rule.IntervalSet;
import org.drawbridge.exposure.rule.PacketSet;
import org.drawbridge.exposure.walk.BridgeExit.Hop;
import org.drawbridge.exposure.walk.Routed.Decision;

/**
 * The way of frames through a bridge: to other ports, and up to the net qube.
 *
 * <p>Source: {@code br_input.c}, {@code br_forward.c} and {@code br_netfilter_hooks.c} in the kernel's {@code net/bridge}.
 */
record BridgeWay(Passage passage, Routing routing, BridgeExit exit, IpWay ip) {

    /**
     * A frame in a bridge.
     *
     * @param in the port where it came in
     * @param frameFor whom it is for, as in {@link Packet#frameFor()}
     */
    record Frame(Port in, Port bridge, String frameFor, Cast cast, int ttl) {

        Frame forNetQube() {
            return new Frame(in, bridge, Packet.SELF, Cast.HOST, ttl);
        }

        /** Whom the frame is for, as the bridge's own rules see it; IP's rules do not tell other hosts apart. */
        Cast bridgeCast() {
            return cast == Cast.HOST && !frameFor.equals(Packet.SELF) ? Cast.OTHER_HOST : cast;
        }
    }

    void arrive(PacketSet packets, Frame frame) {
        Place first = passage.at(Hook.PREROUTING, frame.bridgeCast()).in(frame.in());
        Place at = passage.at(Hook.PREROUTING, frame.cast());
        for (PacketSet each : passage.passBridge(packets, first)) {
            if (!passage.topology().bridgeNetfilter()) {
                switchFrame(each, frame);
                continue;
            }
            for (PacketSet some : passage.pass(each, at.in(frame.bridge()).physicalIn(frame.in()))) {
                prerouted(some, frame);
            }
        }
    }

    /** A translation to the address that was there already changes nothing. */
    private void prerouted(PacketSet packets, Frame frame) {
        IntervalSet now = packets.get(Dimension.DESTINATION);
        PacketSet same = packets.originally(Dimension.DESTINATION, now);
        PacketSet changed = packets.originally(
                Dimension.DESTINATION, Dimension.DESTINATION.all().minus(now));
        if (!packets.translated(Dimension.DESTINATION)) {
            switchFrame(packets, frame);
            return;
        }
        if (!same.isEmpty()) {
            switchFrame(same, frame);
        }
        if (!changed.isEmpty()) {
            redirect(changed, frame);
        }
    }

    /** A frame whose destination was translated in the bridge goes where its new address is. */
    private void redirect(PacketSet packets, Frame frame) {
        for (Routed routed : routing.routeBridged(packets, frame.bridge())) {
            boolean stays = routed.decision() instanceof Decision.Forward forward
                    && forward.route().dev().equals(frame.bridge().name());
            if (stays && !passage.topology().ipForward()) {
                // Sometimes the kernel finds the way all the same, by a cached route of its own packets.
                String reason = "its destination is translated in a bridge whose net qube does not route";
                passage.end(routed.packets(), new Fate.End.Unknown(reason));
            } else if (routed.decision() instanceof Decision.Lost lost) {
                passage.lose(routed.packets(), lost.reason());
            } else if (stays && routed.decision() instanceof Decision.Forward forward) {
                for (Hop hop : exit.behind(
                        routed.packets(), frame.bridge(), forward.route().via())) {
                    relay(hop.packets(), frame, hop.port());
                }
            } else {
                up(routed.packets(), frame.forNetQube());
            }
        }
    }

    private void switchFrame(PacketSet packets, Frame frame) {
        if (frame.frameFor().equals(Packet.SELF)) {
            up(packets, frame);
            return;
        }
        List<Port> ports = passage.portsOf(frame.bridge());
        List<Port> known = ports.stream()
                .filter(each -> each.name().equals(frame.frameFor()))
                .toList();
        if (!known.isEmpty()) {
            relay(packets, frame, known.getFirst());
            return;
        }
        ports.stream()
                .filter(each -> !each.name().equals(frame.in().name()))
                .forEach(each -> relay(packets, frame, each));
        if (frame.cast() != Cast.HOST) {
            up(packets, frame);
        }
    }

    /** From one port of the bridge to another. */
    private void relay(PacketSet packets, Frame frame, Port out) {
        if (out.name().equals(frame.in().name())) {
            passage.lose(packets, "the frame does not go back to the port where it came from");
            return;
        }
        Place first =
                passage.at(Hook.FORWARD, frame.bridgeCast()).in(frame.in()).out(out);
        Place forward = passage.at(Hook.FORWARD, frame.cast());
        for (PacketSet each : passage.passBridge(packets, first)) {
            Place inBridge = forward.in(frame.bridge()).out(frame.bridge());
            List<PacketSet> left = passage.topology().bridgeNetfilter()
                    ? passage.pass(each, inBridge.physicalIn(frame.in()).physicalOut(out))
                    : List.of(each);
            left.forEach(some -> leave(some, frame, out));
        }
    }

    private void leave(PacketSet packets, Frame frame, Port out) {
        Place first = passage.at(Hook.POSTROUTING, frame.bridgeCast()).out(out);
        Place post = passage.at(Hook.POSTROUTING, frame.cast());
        for (PacketSet each : passage.passBridge(packets, first)) {
            Place inBridge = post.out(frame.bridge(), null, each);
            List<PacketSet> leaving = passage.topology().bridgeNetfilter()
                    ? passage.pass(each, inBridge.physicalIn(frame.in()).physicalOut(out))
                    : List.of(each);
            leaving.forEach(some -> passage.deliver(some, out, true));
        }
    }

    /** From a port of the bridge to the net qube; frames that met the rules before routing do not meet them again. */
    private void up(PacketSet packets, Frame frame) {
        Place input = passage.at(Hook.INPUT, frame.cast()).in(frame.in());
        boolean seen = passage.topology().bridgeNetfilter();
        IpWay.Arrival arrival = new IpWay.Arrival(frame.bridge(), seen ? frame.in() : null, frame.cast(), frame.ttl());
        for (PacketSet each : passage.passBridge(packets, input)) {
            if (seen) {
                ip.receive(each, arrival);
            } else {
                ip.arrive(each, arrival);
            }
        }
    }
}
