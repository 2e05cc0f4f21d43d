package org.drawbridge.exposure.walk;

import java.util.List;
import java.util.Optional;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.Topology.Route;
import org.drawbridge.exposure.WalkStep;
import org.drawbridge.exposure.rule.Crossing.Cast;
import org.drawbridge.exposure.rule.Hook;
import org.drawbridge.exposure.rule.PacketSet;
import org.drawbridge.exposure.walk.Fate.End;
import org.drawbridge.exposure.walk.Routed.Decision;
import org.jspecify.annotations.Nullable;

/** The way of packets through IP: to the net qube itself, through it, or from it. */
record IpWay(Passage passage, Routing routing, BridgeExit bridges) {

    /**
     * A packet that reached IP.
     *
     * @param in the interface that it came by
     * @param physicalIn the bridge port that it came by, if rules see that
     */
    record Arrival(Port in, @Nullable Port physicalIn, Cast cast, int ttl) {}

    /** Packets that came by a card of their own, or out of a bridge whose frames met no IP rules. */
    void arrive(PacketSet packets, Arrival arrival) {
        Place at = passage.at(Hook.PREROUTING, arrival.cast()).in(arrival.in());
        passage.pass(packets, at).forEach(each -> receive(each, arrival));
    }

    /** Packets that have passed the rules before routing. */
    void receive(PacketSet packets, Arrival arrival) {
        for (Routed routed : routing.route(packets, arrival.in(), arrival.cast())) {
            PacketSet some = routed.packets();
            switch (routed.decision()) {
                case Decision.Lost lost ->
                    passage.lose(some.after(WalkStep.ofKernel("routing", lost.reason(), "drop")), lost.reason());
                case Decision.Local local -> input(some, arrival);
                case Decision.Forward forward -> forward(some, arrival, forward.route());
            }
        }
    }

    private void input(PacketSet packets, Arrival arrival) {
        Place at = passage.at(Hook.INPUT, arrival.cast()).in(arrival.in()).physicalIn(arrival.physicalIn());
        passage.pass(packets, at).forEach(each -> passage.end(each, new End.Local()));
    }

    private void forward(PacketSet packets, Arrival arrival, Route route) {
        Optional<Port> out = passage.port(route.dev());
        if (out.isEmpty()) {
            passage.lose(packets, "the interface " + route.dev() + " is not there");
        } else if (arrival.ttl() <= 1) {
            passage.lose(packets, "its time to live is over");
        } else {
            Place at = passage.at(Hook.FORWARD, arrival.cast())
                    .in(arrival.in())
                    .out(out.get())
                    .physicalIn(arrival.physicalIn());
            Place post = passage.at(Hook.POSTROUTING, arrival.cast())
                    .in(arrival.in())
                    .physicalIn(arrival.physicalIn());
            passage.pass(packets, at).forEach(each -> leave(each, route, out.get(), post));
        }
    }

    private void leave(PacketSet packets, Route route, Port out, Place post) {
        for (PacketSet each : passage.pass(packets, post.out(out, route.via(), packets))) {
            if (out.bridge()) {
                bridges.send(each, out, route.via());
            } else {
                passage.deliver(each, out, false);
            }
        }
    }

    /** Packets that the net qube sends itself; one whose destination a rule translated is routed once more. */
    void send(PacketSet packets) {
        for (Routed routed : routing.routeOwn(packets)) {
            Place at = passage.at(Hook.OUTPUT, Cast.HOST);
            switch (routed.decision()) {
                case Decision.Lost lost -> passage.lose(routed.packets(), lost.reason());
                case Decision.Local local -> output(routed.packets(), at.out(loopback()));
                case Decision.Forward forward ->
                    passage.port(forward.route().dev()).ifPresent(out -> output(routed.packets(), at.out(out)));
            }
        }
    }

    private void output(PacketSet packets, Place at) {
        for (PacketSet each : passage.pass(packets, at)) {
            for (Routed routed : routing.routeOwn(each)) {
                Place post = passage.at(Hook.POSTROUTING, Cast.HOST);
                switch (routed.decision()) {
                    case Decision.Lost lost -> passage.lose(routed.packets(), lost.reason());
                    case Decision.Local local -> loop(routed.packets(), post.out(loopback()));
                    case Decision.Forward forward ->
                        passage.port(forward.route().dev())
                                .ifPresent(out -> leave(routed.packets(), forward.route(), out, post));
                }
            }
        }
    }

    /** Out at the loopback interface and in again. */
    private void loop(PacketSet packets, Place post) {
        Place back = passage.at(Hook.PREROUTING, Cast.HOST).in(loopback());
        List<PacketSet> sent = passage.pass(packets, post);
        for (PacketSet each : sent) {
            passage.pass(each, back).forEach(some -> input(some, new Arrival(loopback(), null, Cast.HOST, 64)));
        }
    }

    private Port loopback() {
        return passage.port(Place.LOOPBACK).orElse(Port.of(Place.LOOPBACK, 0, List.of()));
    }
}
