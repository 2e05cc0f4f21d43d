package org.drawbridge.exposure.reach;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.drawbridge.exposure.Situation;
import org.drawbridge.exposure.Topology;
import org.drawbridge.exposure.Zone;
import org.drawbridge.exposure.Zone.Kind;
import org.drawbridge.exposure.rule.Dimension;
import org.drawbridge.exposure.rule.IntervalSet;
import org.drawbridge.exposure.rule.Numbers;
import org.drawbridge.name.Cidr;

/** The addresses from which the hosts of each zone speak, without any that another zone has for itself. */
final class ZoneAddresses {

    /** What Qubes gives its qubes, its disposables and its name servers; source: {@code 10.137}, {@code 10.138} and {@code 10.139} in core-admin. */
    private static final IntervalSet QUBES = IntervalSet.union(List.of(
            Numbers.network(0x0a89_0000L, 16), Numbers.network(0x0a8a_0000L, 16), Numbers.network(0x0a8b_0000L, 16)));

    private static final IntervalSet SPECIAL = IntervalSet.union(List.of(
            Numbers.network(0, 8),
            Numbers.network(0x7f00_0000L, 8),
            QUBES,
            IntervalSet.range(0xe000_0000L, 0xffff_ffffL)));

    private final Map<Zone, IntervalSet> known = new HashMap<>();
    private final IntervalSet own;
    private final IntervalSet qubes;
    private final IntervalSet lan;
    private final IntervalSet routed;

    ZoneAddresses(Situation situation) {
        Topology topology = situation.topology();
        this.own = IntervalSet.union(topology.ports().stream()
                .flatMap(port -> port.addresses().stream())
                .filter(each -> !each.contains(LOOPBACK))
                .map(each -> IntervalSet.single(each.address().bits()))
                .toList());
        this.qubes = IntervalSet.union(situation.zones().stream()
                .filter(zone -> zone.kind() != Kind.LAN)
                .map(Zone::addresses)
                .filter(Objects::nonNull)
                .map(ZoneAddresses::network)
                .toList());
        this.lan = IntervalSet.union(situation.zones().stream()
                .filter(zone -> zone.kind() == Kind.LAN)
                .map(Zone::addresses)
                .filter(Objects::nonNull)
                .map(ZoneAddresses::hosts)
                .toList());
        this.routed = IntervalSet.union(topology.routes().stream()
                .filter(route -> route.to().prefix() > 0)
                .map(route -> network(route.to()))
                .toList());
    }

    private static final org.drawbridge.name.Ipv4Address LOOPBACK = org.drawbridge.name.Ipv4Address.of("127.0.0.1");

    IntervalSet of(Zone zone) {
        return known.computeIfAbsent(zone, this::workOut);
    }

    private IntervalSet workOut(Zone zone) {
        return switch (zone.kind()) {
            case LAN -> lan.minus(own).minus(qubes);
            case INTERNET ->
                Dimension.SOURCE
                        .all()
                        .minus(SPECIAL)
                        .minus(routed)
                        .minus(lan)
                        .minus(own)
                        .minus(qubes);
            case NET_QUBE -> own;
            case ROUTED_QUBE, BRIDGED_QUBE, UPDATES ->
                zone.isOwn() ? own : zone.addresses() == null ? lan.minus(own) : network(zone.addresses());
        };
    }

    private static IntervalSet network(Cidr cidr) {
        return Numbers.network(cidr.address().bits(), cidr.prefix());
    }

    /** The addresses of a network that a host can have. */
    private static IntervalSet hosts(Cidr cidr) {
        IntervalSet all = network(cidr);
        return cidr.prefix() > 30
                ? all
                : all.minus(IntervalSet.single(cidr.network().bits()))
                        .minus(IntervalSet.single(cidr.last().bits()));
    }
}
