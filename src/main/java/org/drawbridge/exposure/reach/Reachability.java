package org.drawbridge.exposure.reach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.drawbridge.exposure.Packet;
import org.drawbridge.exposure.Situation;
import org.drawbridge.exposure.Topology;
import org.drawbridge.exposure.TrafficClass;
import org.drawbridge.exposure.Walk.Verdict;
import org.drawbridge.exposure.WalkStep;
import org.drawbridge.exposure.Zone;
import org.drawbridge.exposure.rule.ConnectionState;
import org.drawbridge.exposure.rule.Dimension;
import org.drawbridge.exposure.rule.IntervalSet;
import org.drawbridge.exposure.rule.PacketSet;
import org.drawbridge.exposure.walk.Fate;
import org.drawbridge.exposure.walk.Fate.End;
import org.drawbridge.exposure.walk.Journey;
import org.drawbridge.exposure.walk.OutKinds;
import org.jspecify.annotations.Nullable;

/** What passes between the zones of one situation. */
public final class Reachability {

    private final Situation situation;
    private final ZoneAddresses addresses;
    private final Map<String, String> masters = new HashMap<>();
    private final UnaryOperator<String> kinds;
    private final Journey journey;
    private final Map<String, IntervalSet> behind = new HashMap<>();
    private final IntervalSet everyone;
    private final IntervalSet netQube;
    private final Set<String> ports;
    private @Nullable Sent sent;

    /** What became of all packets of one zone, by whom their frames were for. */
    private record Sent(Zone from, Map<String, List<Fate>> fates) {}

    private Reachability(Situation situation) {
        this.situation = situation;
        this.addresses = new ZoneAddresses(situation);
        this.everyone =
                IntervalSet.union(situation.zones().stream().map(addresses::of).toList());
        this.netQube = union(Zone::isOwn);
        this.ports =
                situation.topology().ports().stream().map(Topology.Port::name).collect(Collectors.toUnmodifiableSet());
        for (Topology.Port port : situation.topology().ports()) {
            if (port.master() != null) {
                masters.put(port.name(), port.master());
            }
        }
        // A strict reverse-path filter asks for the very interface.
        boolean strict = situation.topology().rpFilter() == 1;
        OutKinds out = new OutKinds(situation.rules().program(), situation.topology());
        this.kinds = strict ? UnaryOperator.identity() : out::of;
        IntervalSet translated = ConnectionState.NEW.set().union(ConnectionState.ESTABLISHED.set());
        this.journey = new Journey(situation.rules().program(), situation.topology(), translated, kinds);
    }

    public static Reachability of(Situation situation) {
        return new Reachability(situation);
    }

    /** The traffic from one zone to another, in as few classes as say all. */
    public List<TrafficClass> classes(Zone from, Zone to) {
        return TrafficWords.classes(flows(from, to));
    }

    IntervalSet addresses(Zone zone) {
        return addresses.of(zone);
    }

    /** What becomes of all packets from one zone to another; no packet is in two of them. */
    List<Flow> flows(Zone from, Zone to) {
        List<Flow> flows = new ArrayList<>();
        if (!from.equals(to) && hasWay(from)) {
            IntervalSet destinations = addresses.of(to);
            for (Fate fate : sent(from).getOrDefault(frameFor(from, to), List.of())) {
                PacketSet some = fate.packets().originally(Dimension.DESTINATION, destinations);
                if (!some.isEmpty()) {
                    flows.add(flow(new Fate(some, fate.end()), reaches(fate, to)));
                }
            }
        }
        return flows;
    }

    /** The same for many zones at once, to all of which frames go by way of the net qube. */
    List<Flow> flows(Zone from, IntervalSet destinations) {
        List<Flow> flows = new ArrayList<>();
        for (Fate fate : hasWay(from) ? sent(from).getOrDefault(Packet.SELF, List.<Fate>of()) : List.<Fate>of()) {
            IntervalSet reached = reached(fate).intersect(destinations);
            PacketSet there = fate.packets().originally(Dimension.DESTINATION, reached);
            PacketSet elsewhere = fate.packets().originally(Dimension.DESTINATION, destinations.minus(reached));
            if (!there.isEmpty()) {
                flows.add(flow(new Fate(there, fate.end()), true));
            }
            if (!elsewhere.isEmpty()) {
                flows.add(flow(new Fate(elsewhere, fate.end()), false));
            }
        }
        return flows;
    }

    /** Whether all frames of a zone go by way of the net qube, since it is in no bridge. */
    boolean isRouted(Zone from) {
        return !masters.containsKey(from.port());
    }

    /** Whether frames from one zone to another go by way of the net qube. */
    boolean viaNetQube(Zone from, Zone to) {
        return frameFor(from, to).equals(Packet.SELF);
    }

    private Map<String, List<Fate>> sent(Zone from) {
        Sent last = sent;
        if (last != null && last.from().equals(from)) {
            return last.fates();
        }
        if (isRouted(from)) {
            IntervalSet others = everyone.minus(addresses.of(from));
            Map<String, List<Fate>> routed = Map.of(Packet.SELF, send(from, Packet.SELF, others));
            sent = new Sent(from, routed);
            return routed;
        }
        Map<String, List<IntervalSet>> destinations = new LinkedHashMap<>();
        for (Zone to : situation.zones()) {
            if (!to.equals(from)) {
                destinations
                        .computeIfAbsent(frameFor(from, to), each -> new ArrayList<>())
                        .add(addresses.of(to));
            }
        }
        Map<String, List<Fate>> fates = new HashMap<>();
        destinations.forEach((frame, sets) -> fates.put(frame, send(from, frame, IntervalSet.union(sets))));
        sent = new Sent(from, fates);
        return fates;
    }

    private List<Fate> send(Zone from, String frame, IntervalSet destinations) {
        PacketSet packets = PacketSet.all()
                .within(Dimension.SOURCE, addresses.of(from))
                .within(Dimension.DESTINATION, destinations);
        if (packets.isEmpty()) {
            return List.of();
        }
        return from.isOwn() ? journey.send(packets) : journey.arrive(packets, from.port(), frame, Packet.USUAL_TTL);
    }

    private boolean hasWay(Zone from) {
        return from.isOwn() || ports.contains(from.port());
    }

    /** In one bridge frames go straight from port to port; everything else is sent to the net qube. */
    private String frameFor(Zone from, Zone to) {
        String bridge = masters.get(from.port());
        boolean straight = bridge != null
                && bridge.equals(masters.get(to.port()))
                && !from.port().equals(to.port());
        return straight ? to.port() : Packet.SELF;
    }

    private Optional<String> bridgeOf(Zone zone) {
        return Optional.ofNullable(masters.get(zone.port()));
    }

    private static Flow flow(Fate fate, boolean reaches) {
        boolean rewritten =
                !fate.packets().get(Dimension.SOURCE).equals(fate.packets().original(Dimension.SOURCE));
        Verdict verdict = switch (fate.end()) {
            case End.Delivered out -> reaches ? Verdict.ACCEPT : Verdict.DROP;
            case End.Local local -> reaches ? Verdict.ACCEPT : Verdict.DROP;
            case End.Dropped dropped -> Verdict.DROP;
            case End.Rejected rejected -> Verdict.REJECT;
            case End.Unknown unknown -> Verdict.UNKNOWN;
        };
        return new Flow(fate.packets().arrived(), verdict, decidedBy(fate), rewritten);
    }

    /** Whether packets come to a zone, where they come out at all; in a bridge the frame finds the port of its owner. */
    private boolean reaches(Fate fate, Zone to) {
        return switch (fate.end()) {
            case End.Local local -> to.isOwn();
            case End.Delivered out -> {
                boolean moved = fate.packets().translated(Dimension.DESTINATION)
                        && fate.packets()
                                .get(Dimension.DESTINATION)
                                .intersect(addresses.of(to))
                                .isEmpty();
                yield !moved && leadsTo(out.port(), to);
            }
            default -> false;
        };
    }

    private boolean leadsTo(String port, Zone to) {
        Optional<String> bridge = Optional.ofNullable(masters.get(port));
        return kinds.apply(port).equals(kinds.apply(to.port())) || (bridge.isPresent() && bridge.equals(bridgeOf(to)));
    }

    /** The addresses of all zones that packets come to, where they come out at all. */
    private IntervalSet reached(Fate fate) {
        if (fate.end() instanceof End.Delivered out && !fate.packets().translated(Dimension.DESTINATION)) {
            return behind.computeIfAbsent(out.port(), port -> union(zone -> leadsTo(port, zone)));
        }
        return switch (fate.end()) {
            case End.Local local -> netQube;
            case End.Delivered out -> union(zone -> reaches(fate, zone));
            case End.Dropped dropped -> IntervalSet.EMPTY;
            case End.Rejected rejected -> IntervalSet.EMPTY;
            case End.Unknown unknown -> IntervalSet.EMPTY;
        };
    }

    private IntervalSet union(Predicate<Zone> which) {
        return IntervalSet.union(
                situation.zones().stream().filter(which).map(addresses::of).toList());
    }

    private static String decidedBy(Fate fate) {
        Optional<WalkStep> rule =
                fate.packets().steps().stream().filter(WalkStep::decides).reduce((first, last) -> last);
        if (fate.end() instanceof End.Unknown unknown) {
            return "unknown because of " + unknown.reason();
        }
        return rule.map(step -> step.table() + " " + step.chain() + ": " + step.text())
                .orElseGet(() -> switch (fate.end()) {
                    case End.Delivered out ->
                        out.bridged() ? "no rule: it stays within the bridge" : "no rule decides about it";
                    case End.Local local -> "no rule decides about it";
                    case End.Dropped dropped -> dropped.reason();
                    case End.Rejected rejected -> "a rule rejects it";
                    case End.Unknown unknown -> unknown.reason();
                });
    }
}
