package org.drawbridge.exposure.walk;

import java.util.List;
import java.util.function.UnaryOperator;
import org.drawbridge.exposure.Packet;
import org.drawbridge.exposure.Topology;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.rule.Crossing.Cast;
import org.drawbridge.exposure.rule.Hook;
import org.drawbridge.exposure.rule.HookWalk;
import org.drawbridge.exposure.rule.IntervalSet;
import org.drawbridge.exposure.rule.PacketSet;
import org.drawbridge.exposure.rule.Program;

/** Sends sets of packets through a net qube. */
public final class Journey {

    private final Passage passage;
    private final BridgeWay bridges;
    private final IpWay ip;

    /**
     * @param translatedStates the states of packets whose address translation is that of their connection's first
     *     packet going the same way
     */
    public Journey(Program program, Topology topology, IntervalSet translatedStates) {
        this(program, topology, translatedStates, UnaryOperator.identity());
    }

    /**
     * The same with ways out taken together that no rule tells apart; a fate then names one of them for all.
     *
     * @param kinds as {@link OutKinds#of}
     */
    public Journey(Program program, Topology topology, IntervalSet translatedStates, UnaryOperator<String> kinds) {
        Routing routing = new Routing(topology, kinds);
        this.passage = new Passage(
                topology, new HookWalk(program, translatedStates), new Places(topology, routing.addresses()));
        BridgeExit exit = new BridgeExit(passage);
        this.ip = new IpWay(passage, routing, exit);
        this.bridges = new BridgeWay(passage, routing, exit, ip);
    }

    /**
     * What becomes of packets that arrive.
     *
     * @param in the port
     * @param frameFor whom the frame is for, as in {@link Packet#frameFor()}
     * @throws IllegalArgumentException if there is no such port
     */
    public List<Fate> arrive(PacketSet packets, String in, String frameFor, int ttl) {
        Port port = port(in);
        Cast cast = cast(frameFor);
        for (PacketSet each :
                passage.pass(packets, passage.at(Hook.INGRESS, cast).in(port))) {
            if (port.master() != null) {
                bridges.arrive(each, new BridgeWay.Frame(port, port(port.master()), frameFor, cast, ttl));
            } else if (cast == Cast.HOST && !frameFor.equals(Packet.SELF)) {
                passage.lose(each, "the frame is not for the net qube");
            } else {
                ip.arrive(each, new IpWay.Arrival(port, null, cast, ttl));
            }
        }
        return passage.takeFates();
    }

    /** What becomes of packets that the net qube sends itself. */
    public List<Fate> send(PacketSet packets) {
        ip.send(packets);
        return passage.takeFates();
    }

    private Port port(String name) {
        return passage.port(name).orElseThrow(() -> new IllegalArgumentException("No interface " + name + "."));
    }

    private static Cast cast(String frameFor) {
        return switch (frameFor) {
            case Packet.BROADCAST -> Cast.BROADCAST;
            case Packet.MULTICAST -> Cast.MULTICAST;
            default -> Cast.HOST;
        };
    }
}
