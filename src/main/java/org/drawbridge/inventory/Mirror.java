package org.drawbridge.inventory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drawbridge.host.Link;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;

/**
 * Works out how the mirror must look after a reading, and what that changes; it touches neither host nor store.
 *
 * @param after every qube as it is to be kept
 * @param changes what is different from before, by the qubes' names
 */
record Mirror(SortedMap<QubeName, Mirrored> after, List<QubeChange> changes) {

    static Mirror of(Map<QubeName, Mirrored> before, HostReading reading, Instant now) {
        SortedMap<QubeName, Mirrored> after = withBridges(merge(before, reading, now));
        return new Mirror(after, changes(before, after, now));
    }

    /** Every bridge that is known to be there. */
    static List<Bridge> bridges(Collection<Mirrored> qubes) {
        BridgeReader reader = bridgeReader(qubes);
        List<Bridge> bridges = new ArrayList<>();
        for (Mirrored qube : qubes) {
            bridges.addAll(reader.read(qube.name(), qube.links()));
        }
        return bridges;
    }

    private static SortedMap<QubeName, Mirrored> merge(
            Map<QubeName, Mirrored> before, HostReading reading, Instant now) {
        SortedMap<QubeName, Mirrored> merged = new TreeMap<>();
        for (QubeReport report : reading.qubes()) {
            @Nullable Mirrored known = before.get(report.name());
            @Nullable List<Link> read = reading.links().get(report.name());
            Instant firstSeenAt = known == null ? now : known.firstSeenAt();
            Mirrored next = read != null
                    ? new Mirrored(report, read, now, List.of(), firstSeenAt)
                    : new Mirrored(report, List.of(), null, List.of(), firstSeenAt);
            merged.put(report.name(), read == null && known != null ? keepLinks(known, next) : next);
        }
        return merged;
    }

    /** What was seen in a net qube stays while it does not answer; once it is halted only its cards are still there. */
    private static Mirrored keepLinks(Mirrored known, Mirrored next) {
        if (!next.report().providesNetwork()) {
            return next;
        }
        List<Link> kept = next.running()
                ? known.links()
                : known.links().stream()
                        .filter(Link::isUplink)
                        .map(Mirror::outOfBridge)
                        .toList();
        return new Mirrored(next.report(), kept, known.uplinksSeenAt(), List.of(), next.firstSeenAt());
    }

    private static Link outOfBridge(Link link) {
        return new Link(
                link.name(), link.mac(), link.kind(), null, link.wireless(), link.up(), link.carrier(), List.of());
    }

    private static SortedMap<QubeName, Mirrored> withBridges(SortedMap<QubeName, Mirrored> qubes) {
        Map<QubeName, SortedSet<InterfaceName>> names = new HashMap<>();
        for (Bridge bridge : bridges(qubes.values())) {
            names.computeIfAbsent(bridge.netvm(), ignored -> new TreeSet<>()).add(bridge.name());
            for (Bridge.Port port : bridge.ports()) {
                if (port.qube() != null) {
                    names.computeIfAbsent(port.qube(), ignored -> new TreeSet<>())
                            .add(bridge.name());
                }
            }
        }
        SortedMap<QubeName, Mirrored> named = new TreeMap<>();
        qubes.forEach((name, qube) -> named.put(
                name,
                new Mirrored(
                        qube.report(),
                        qube.links(),
                        qube.uplinksSeenAt(),
                        List.copyOf(names.getOrDefault(name, new TreeSet<>())),
                        qube.firstSeenAt())));
        return named;
    }

    private static BridgeReader bridgeReader(Collection<Mirrored> qubes) {
        Map<QubeName, Integer> xids = new HashMap<>();
        for (Mirrored qube : qubes) {
            if (qube.running() && qube.report().xid() > 0) {
                xids.put(qube.name(), qube.report().xid());
            }
        }
        return new BridgeReader(xids);
    }

    private static List<QubeChange> changes(
            Map<QubeName, Mirrored> before, SortedMap<QubeName, Mirrored> after, Instant now) {
        SortedSet<QubeName> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<QubeChange> changes = new ArrayList<>();
        for (QubeName name : names) {
            @Nullable Mirrored old = before.get(name);
            @Nullable Mirrored current = after.get(name);
            if (current == null) {
                changes.add(new QubeChange(now, name, QubeChange.Kind.REMOVED, List.of()));
            } else if (old == null) {
                changes.add(new QubeChange(now, name, QubeChange.Kind.ADDED, List.of()));
            } else {
                List<QubeChange.Detail> details = QubeComparison.between(old, current);
                if (!details.isEmpty()) {
                    changes.add(new QubeChange(now, name, QubeChange.Kind.CHANGED, details));
                }
            }
        }
        return changes;
    }
}
