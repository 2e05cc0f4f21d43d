package org.drawbridge.exposure.reach;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.drawbridge.exposure.Packet;
import org.drawbridge.exposure.TrafficClass;
import org.drawbridge.exposure.Walk.Verdict;
import org.drawbridge.exposure.rule.ConnectionState;
import org.drawbridge.exposure.rule.Dimension;
import org.drawbridge.exposure.rule.IntervalSet;
import org.drawbridge.exposure.rule.IntervalSet.Interval;
import org.drawbridge.exposure.rule.PacketSet;

/** Says sets of packets in words: protocols, ports, states. */
final class TrafficWords {

    static final String ANY = "any";

    private static final int ICMP = 1;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int CODES = 256;

    private TrafficWords() {}

    /** A protocol with its destination ports or types. */
    record Part(String protocol, String ports) {}

    /**
     * Everything that flows hold, in classes of which no two could be one: a state has one part a protocol, and parts that
     * are the same in several states are one class.
     */
    static List<TrafficClass> classes(List<Flow> flows) {
        Map<Key, List<PacketSet>> alike = new LinkedHashMap<>();
        for (Flow flow : flows) {
            Key key = new Key(flow.verdict(), flow.decidedBy(), flow.sourceRewritten());
            alike.computeIfAbsent(key, each -> new ArrayList<>()).add(flow.packets());
        }
        List<TrafficClass> classes = new ArrayList<>();
        alike.forEach((key, packets) -> {
            Map<Part, Set<Packet.State>> states = new LinkedHashMap<>();
            for (Packet.State state : Packet.State.values()) {
                parts(ofState(packets, state))
                        .forEach(part -> states.computeIfAbsent(part, each -> EnumSet.noneOf(Packet.State.class))
                                .add(state));
            }
            states.forEach((part, some) -> classes.add(new TrafficClass(
                    part.protocol(), part.ports(), some, key.verdict(), key.decidedBy(), key.sourceRewritten())));
        });
        return classes;
    }

    private record Key(Verdict verdict, String decidedBy, boolean sourceRewritten) {}

    private static List<PacketSet> ofState(List<PacketSet> packets, Packet.State state) {
        IntervalSet set = ConnectionState.valueOf(state.name()).set();
        return packets.stream()
                .map(each -> each.within(Dimension.STATE, set))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** Protocols and ports of these packets, as few as say all of them. */
    static List<Part> parts(List<PacketSet> packets) {
        List<Part> parts = new ArrayList<>();
        IntervalSet others = Dimension.PROTOCOL.all();
        boolean whole = true;
        for (int protocol : List.of(TCP, UDP, ICMP)) {
            IntervalSet numbers = numbers(packets, protocol);
            others = others.minus(IntervalSet.single(protocol));
            whole &= numbers.equals(Dimension.DESTINATION_PORT.all());
            if (!numbers.isEmpty()) {
                parts.add(new Part(word(protocol), protocol == ICMP ? types(numbers) : ports(numbers)));
            }
        }
        IntervalSet rest = IntervalSet.union(packets.stream()
                        .map(each -> each.get(Dimension.PROTOCOL))
                        .toList())
                .intersect(others);
        if (whole && rest.equals(others)) {
            return List.of(new Part(ANY, ANY));
        }
        if (!rest.isEmpty()) {
            parts.add(new Part(rest.equals(others) ? "other" : ports(rest), ANY));
        }
        return parts;
    }

    private static IntervalSet numbers(List<PacketSet> packets, int protocol) {
        Dimension dimension = protocol == ICMP ? Dimension.ICMP : Dimension.DESTINATION_PORT;
        return IntervalSet.union(packets.stream()
                .filter(each -> each.get(Dimension.PROTOCOL).contains(protocol))
                .map(each -> each.get(dimension))
                .toList());
    }

    private static String word(int protocol) {
        return switch (protocol) {
            case TCP -> "tcp";
            case UDP -> "udp";
            default -> "icmp";
        };
    }

    private static String ports(IntervalSet set) {
        if (set.equals(Dimension.DESTINATION_PORT.all())) {
            return ANY;
        }
        StringJoiner text = new StringJoiner(", ");
        for (Interval each : set.intervals()) {
            text.add(each.low() == each.high() ? String.valueOf(each.low()) : each.low() + "-" + each.high());
        }
        return text.toString();
    }

    private static String types(IntervalSet set) {
        if (set.equals(Dimension.ICMP.all())) {
            return ANY;
        }
        StringJoiner text = new StringJoiner(", ");
        for (Interval each : set.intervals()) {
            long low = each.low() / CODES;
            long high = each.high() / CODES;
            String range = low == high ? "type " + low : "type " + low + "-" + high;
            boolean codes = each.low() % CODES != 0 || each.high() % CODES != CODES - 1;
            text.add(codes ? range + " code " + each.low() % CODES : range);
        }
        return text.toString();
    }
}
