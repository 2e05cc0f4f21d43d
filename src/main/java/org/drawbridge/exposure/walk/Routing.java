package org.drawbridge.exposure.walk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.drawbridge.exposure.Topology;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.Topology.Route;
import org.drawbridge.exposure.rule.Crossing.Cast;
import org.drawbridge.exposure.rule.Crossing.LocalAddresses;
import org.drawbridge.exposure.rule.Dimension;
import org.drawbridge.exposure.rule.IntervalSet;
import org.drawbridge.exposure.rule.Numbers;
import org.drawbridge.exposure.rule.PacketSet;
import org.drawbridge.exposure.walk.Routed.Decision;
import org.drawbridge.name.Cidr;

/**
 * Decides where packets go, as the kernel does for one that arrives.
 *
 * <p>Source: {@code ip_route_input_slow} and {@code __fib_validate_source} in the kernel's {@code net/ipv4}.
 */
final class Routing {

    private static final IntervalSet ANY = Dimension.DESTINATION.all();
    private static final IntervalSet LIMITED_BROADCAST = IntervalSet.single(0xffff_ffffL);
    private static final IntervalSet MULTICAST = Numbers.network(0xe000_0000L, 4);
    private static final IntervalSet ALL_HOSTS = IntervalSet.single(0xe000_0001L);
    private static final IntervalSet ZERO = IntervalSet.single(0);
    private static final IntervalSet LOOPBACK = Numbers.network(0x7f00_0000L, 8);

    private static final String NO_ROUTE = "no route leads there";

    private final Topology topology;
    private final IntervalSet local;
    private final IntervalSet subnetBroadcast;
    private final List<Reach> reaches = new ArrayList<>();

    /** The destinations that a route decides, longer prefixes taken out. */
    record Reach(Route route, IntervalSet destinations) {}

    /** @param kinds the same text for interfaces whose routes may be taken together */
    Routing(Topology topology, UnaryOperator<String> kinds) {
        this.topology = topology;
        List<Cidr> addresses = topology.ports().stream()
                .flatMap(port -> port.addresses().stream())
                .toList();
        this.local = IntervalSet.union(addresses.stream()
                .map(each -> IntervalSet.single(each.address().bits()))
                .toList());
        this.subnetBroadcast = IntervalSet.union(addresses.stream()
                .filter(each -> each.prefix() < 31)
                .map(each -> IntervalSet.single(each.last().bits()))
                .toList());
        reaches.addAll(together(alone(topology), kinds));
    }

    /** What each route decides, the longest prefix first. */
    private static List<Reach> alone(Topology topology) {
        List<Reach> all = new ArrayList<>();
        IntervalSet left = ANY;
        for (Route route : topology.routes().stream()
                .sorted(Comparator.comparingInt((Route each) -> -each.to().prefix()))
                .toList()) {
            IntervalSet covered =
                    Numbers.network(route.to().address().bits(), route.to().prefix());
            all.add(new Reach(route, left.intersect(covered)));
            left = left.minus(covered);
        }
        return all;
    }

    /** One of several routes stands for all by the same router and to the same kind of interface. */
    private static List<Reach> together(List<Reach> alone, UnaryOperator<String> kinds) {
        Map<String, List<Reach>> alike = new LinkedHashMap<>();
        for (Reach each : alone) {
            String key = kinds.apply(each.route().dev()) + " " + each.route().via();
            alike.computeIfAbsent(key, kind -> new ArrayList<>()).add(each);
        }
        return alike.values().stream()
                .map(some -> new Reach(
                        some.getFirst().route(),
                        IntervalSet.union(some.stream().map(Reach::destinations).toList())))
                .toList();
    }

    LocalAddresses addresses() {
        IntervalSet own = local.union(LOOPBACK);
        IntervalSet routed =
                IntervalSet.union(reaches.stream().map(Reach::destinations).toList());
        return new LocalAddresses(
                own, subnetBroadcast.union(LIMITED_BROADCAST).union(ZERO), MULTICAST, own.union(routed));
    }

    /** Where packets go that the net qube sends itself. */
    List<Routed> routeOwn(PacketSet packets) {
        List<Routed> parts = new ArrayList<>();
        PacketSet left = packets;
        for (Map.Entry<IntervalSet, Decision> each : ownWays().entrySet()) {
            PacketSet some = left.within(Dimension.DESTINATION, each.getKey());
            left = left.without(Dimension.DESTINATION, each.getKey());
            if (!some.isEmpty()) {
                parts.add(new Routed(some, each.getValue()));
            }
        }
        if (!left.isEmpty()) {
            parts.add(new Routed(left, new Decision.Lost(NO_ROUTE)));
        }
        return parts;
    }

    private Map<IntervalSet, Decision> ownWays() {
        Map<IntervalSet, Decision> ways = new LinkedHashMap<>();
        ways.put(local.union(LOOPBACK), new Decision.Local());
        reaches.forEach(reach -> ways.put(reach.destinations(), new Decision.Forward(reach.route())));
        return ways;
    }

    /** Where frames go whose destination was translated in a bridge, which needs no routing if they stay in it. */
    List<Routed> routeBridged(PacketSet packets, Port bridge) {
        return route(packets, new Parts(bridge, Cast.HOST, true));
    }

    /** Where packets go that came in by this interface; each packet is in one of the parts. */
    List<Routed> route(PacketSet packets, Port in, Cast cast) {
        return route(packets, new Parts(in, cast, false));
    }

    private List<Routed> route(PacketSet packets, Parts parts) {
        PacketSet left = packets;
        left = parts.take(
                left,
                Dimension.DESTINATION,
                MULTICAST.minus(ALL_HOSTS),
                some -> parts.drop(some, "the net qube has not joined this group"));
        left = parts.take(
                left,
                Dimension.SOURCE,
                MULTICAST.union(LIMITED_BROADCAST),
                some -> parts.drop(some, "a martian source"));
        left = parts.take(left, Dimension.DESTINATION, LIMITED_BROADCAST, some -> parts.local(some, true));
        left = parts.takeBoth(left, ZERO, ALL_HOSTS.union(ZERO), some -> parts.local(some, true));
        left = parts.take(left, Dimension.SOURCE, ZERO, some -> parts.drop(some, "a martian source"));
        left = parts.take(
                left, Dimension.DESTINATION, ZERO.union(LOOPBACK), some -> parts.drop(some, "a martian destination"));
        left = parts.take(left, Dimension.SOURCE, LOOPBACK, some -> parts.drop(some, "a martian source"));
        left = parts.take(
                left,
                Dimension.DESTINATION,
                local.union(subnetBroadcast).union(ALL_HOSTS),
                some -> parts.local(some, false));
        for (Reach reach : reaches) {
            left = parts.take(left, Dimension.DESTINATION, reach.destinations(), some -> parts.forward(some, reach));
        }
        parts.take(left, Dimension.DESTINATION, ANY, some -> parts.drop(some, NO_ROUTE));
        return parts.all;
    }

    /** Collects what becomes of the packets of one interface. */
    private final class Parts {

        private final List<Routed> all = new ArrayList<>();
        private final Port in;
        private final Cast cast;
        private final boolean bridged;

        Parts(Port in, Cast cast, boolean bridged) {
            this.in = in;
            this.cast = cast;
            this.bridged = bridged;
        }

        PacketSet take(
                PacketSet packets, Dimension dimension, IntervalSet set, java.util.function.Consumer<PacketSet> use) {
            PacketSet some = packets.within(dimension, set);
            if (!packets.isEmpty() && !some.isEmpty()) {
                use.accept(some);
            }
            return packets.without(dimension, set);
        }

        /** Takes packets with such a source and such a destination. */
        PacketSet takeBoth(
                PacketSet packets,
                IntervalSet sources,
                IntervalSet destinations,
                java.util.function.Consumer<PacketSet> use) {
            PacketSet some = packets.within(Dimension.SOURCE, sources).within(Dimension.DESTINATION, destinations);
            if (!packets.isEmpty() && !some.isEmpty()) {
                use.accept(some);
            }
            return some.isEmpty() ? packets : packets.without(Dimension.SOURCE, sources);
        }

        void drop(PacketSet packets, String reason) {
            all.add(new Routed(packets, new Decision.Lost(reason)));
        }

        void local(PacketSet packets, boolean fromNobody) {
            PacketSet left = packets;
            if (fromNobody) {
                left = take(left, Dimension.SOURCE, ZERO, some -> all.add(new Routed(some, new Decision.Local())));
            }
            validated(left, null, some -> all.add(new Routed(some, new Decision.Local())));
        }

        void forward(PacketSet packets, Reach reach) {
            if (!topology.ipForward()
                    && bridged
                    && in.name().equals(reach.route().dev())) {
                all.add(new Routed(packets, new Decision.Forward(reach.route())));
            } else if (!topology.ipForward()) {
                drop(packets, "the net qube does not route");
            } else if (cast != Cast.HOST) {
                drop(packets, "a frame for all is not routed");
            } else {
                validated(
                        packets,
                        reach.route().dev(),
                        some -> all.add(new Routed(some, new Decision.Forward(reach.route()))));
            }
        }

        /** Drops what may not come from where it says it does. */
        private void validated(
                PacketSet packets,
                @org.jspecify.annotations.Nullable String out,
                java.util.function.Consumer<PacketSet> use) {
            boolean sameWay = in.name().equals(out);
            IntervalSet refused = sameWay || topology.rpFilter() != 0 ? local.union(subnetBroadcast) : local;
            PacketSet left = take(packets, Dimension.SOURCE, refused, some -> drop(some, "a martian source"));
            if (topology.rpFilter() != 0) {
                left = take(
                        left, Dimension.SOURCE, ANY.minus(wayBack()), some -> drop(some, "the reverse-path filter"));
            }
            if (!left.isEmpty()) {
                use.accept(left);
            }
        }

        /** The sources that the reverse-path filter lets in by this interface. */
        private IntervalSet wayBack() {
            boolean strict = topology.rpFilter() == 1 || in.addresses().isEmpty();
            return IntervalSet.union(reaches.stream()
                    .filter(reach -> !strict || reach.route().dev().equals(in.name()))
                    .map(Reach::destinations)
                    .toList());
        }
    }
}
