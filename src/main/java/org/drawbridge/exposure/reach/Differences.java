package org.drawbridge.exposure.reach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.drawbridge.exposure.Change;
import org.drawbridge.exposure.Comparison;
import org.drawbridge.exposure.Matrix;
import org.drawbridge.exposure.Situation;
import org.drawbridge.exposure.Walk.Verdict;
import org.drawbridge.exposure.Zone;
import org.drawbridge.exposure.Zone.Kind;
import org.drawbridge.exposure.rule.ConnectionState;
import org.drawbridge.exposure.rule.Dimension;
import org.drawbridge.exposure.rule.IntervalSet;
import org.drawbridge.exposure.rule.PacketSet;
import org.jspecify.annotations.Nullable;

/** The differences between what passes in two situations. */
public final class Differences {

    private final Situation before;
    private final Situation after;
    private final Map<String, IntervalSet> steadyAddresses = new LinkedHashMap<>();
    private IntervalSet steadyUnion = IntervalSet.EMPTY;
    private final Map<String, Zone> zonesBefore;
    private final Map<String, Zone> zonesAfter;
    private final Reachability old;
    private final Reachability now;
    private final List<Change> opened = new ArrayList<>();
    private final List<Change> closed = new ArrayList<>();
    private final List<String> bare = new ArrayList<>();

    private Differences(Situation before, Situation after) {
        this.before = before;
        this.after = after;
        this.zonesBefore = byName(before);
        this.zonesAfter = byName(after);
        this.old = Reachability.of(before);
        this.now = Reachability.of(after);
    }

    public static Comparison between(Situation before, Situation after) {
        return new Differences(before, after).compare();
    }

    private Comparison compare() {
        Set<String> names = new LinkedHashSet<>(zonesBefore.keySet());
        names.addAll(zonesAfter.keySet());
        List<String> steady = names.stream().filter(this::isSteady).toList();
        steady.forEach(name -> steadyAddresses.put(name, now.addresses(Objects.requireNonNull(zonesAfter.get(name)))));
        steadyUnion = IntervalSet.union(List.copyOf(steadyAddresses.values()));
        for (String from : names) {
            Map<String, Changed> changes = new HashMap<>();
            Set<String> done = steadyAddresses.containsKey(from) ? manyAtOnce(from, steady, changes) : Set.of();
            for (String to : names) {
                if (!from.equals(to) && !done.contains(to)) {
                    pair(from, to, changes);
                }
            }
            translation(from);
            names.forEach(to -> tell(from, to, changes.getOrDefault(to, new Changed())));
        }
        return new Comparison(
                opened,
                closed,
                Sentences.opened(opened, after),
                Sentences.closed(closed, after),
                Consequences.of(before, after, opened, closed, bare),
                matrix());
    }

    /** Nothing at all where one of the two zones is not there. */
    private static Optional<List<Flow>> sideOf(
            Reachability reachability, Map<String, Zone> zones, String from, String to) {
        return zones.containsKey(from) && zones.containsKey(to)
                ? Optional.of(fresh(flows(reachability, zones, from, to)))
                : Optional.empty();
    }

    private Matrix matrix() {
        Map<String, Zone> zones = new LinkedHashMap<>(zonesAfter);
        zonesBefore.forEach(zones::putIfAbsent);
        return new Cells(
                        (from, to) -> sideOf(old, zonesBefore, from, to),
                        (from, to) -> sideOf(now, zonesAfter, from, to))
                .matrix(zones, opened, closed);
    }

    /** Whether a zone is the same, with the same addresses, before and after. */
    private boolean isSteady(String name) {
        Zone first = zonesBefore.get(name);
        Zone second = zonesAfter.get(name);
        return first != null
                && second != null
                && first.kind() == second.kind()
                && old.addresses(first).equals(now.addresses(second));
    }

    /** Compares what one zone sends to all that are steady, as one set of packets; gives the names of these. */
    private Set<String> manyAtOnce(String from, List<String> steady, Map<String, Changed> changes) {
        Zone first = Objects.requireNonNull(zonesBefore.get(from));
        Zone second = Objects.requireNonNull(zonesAfter.get(from));
        boolean routed = old.isRouted(first) && now.isRouted(second);
        Map<String, IntervalSet> targets = routed ? steadyAddresses : viaNetQube(first, second, steady);
        IntervalSet all =
                (routed ? steadyUnion : IntervalSet.union(List.copyOf(targets.values()))).minus(now.addresses(second));
        PacketSet packets = PacketSet.all()
                .within(Dimension.STATE, ConnectionState.NEW.set())
                .within(Dimension.SOURCE, now.addresses(second))
                .within(Dimension.DESTINATION, all);
        List<Flow> flowsBefore = Flows.parted(fresh(old.flows(first, all)), packets, Flows.NO_WAY);
        List<Flow> flowsAfter = Flows.parted(fresh(now.flows(second, all)), packets, Flows.NO_WAY);
        differing(
                flowsBefore,
                flowsAfter,
                (key, both) -> targets.forEach((to, addresses) -> {
                    PacketSet some = both.within(Dimension.DESTINATION, addresses);
                    if (!to.equals(from) && !some.isEmpty()) {
                        changes.computeIfAbsent(to, name -> new Changed()).add(key, some);
                    }
                }));
        return targets.keySet();
    }

    private Map<String, IntervalSet> viaNetQube(Zone first, Zone second, List<String> steady) {
        Map<String, IntervalSet> targets = new LinkedHashMap<>();
        for (String to : steady) {
            Zone was = Objects.requireNonNull(zonesBefore.get(to));
            Zone is = Objects.requireNonNull(zonesAfter.get(to));
            if (old.viaNetQube(first, was) && now.viaNetQube(second, is)) {
                targets.put(to, now.addresses(is));
            }
        }
        return targets;
    }

    /** Whether packets of a routed qube to the internet showed the net qube's address before, and show its own now. */
    private void translation(String from) {
        Zone was = zonesBefore.get(from);
        Zone is = zonesAfter.get(from);
        if (was != null && is != null && was.equals(is) && is.kind() == Kind.ROUTED_QUBE) {
            List<Flow> out = toInternet(now, is, after);
            boolean passes = out.stream().anyMatch(Flow::passes);
            if (passes && !isRewritten(out) && isRewritten(toInternet(old, was, before))) {
                bare.add(from);
            }
        }
    }

    private static List<Flow> toInternet(Reachability reachability, Zone from, Situation situation) {
        return situation.zones().stream()
                .filter(zone -> zone.kind() == Kind.INTERNET)
                .flatMap(zone -> reachability.flows(from, zone).stream())
                .toList();
    }

    private static boolean isRewritten(List<Flow> flows) {
        return flows.stream().anyMatch(flow -> flow.passes() && flow.sourceRewritten());
    }

    private static List<Flow> fresh(List<Flow> flows) {
        return flows.stream()
                .map(flow -> flow.of(flow.packets().within(Dimension.STATE, ConnectionState.NEW.set())))
                .filter(flow -> !flow.packets().isEmpty())
                .toList();
    }

    private void pair(String from, String to, Map<String, Changed> changes) {
        IntervalSet sources = common(from);
        IntervalSet destinations = common(to);
        List<Flow> flowsBefore = Flows.comparable(
                flows(old, zonesBefore, from, to), otherwise(zonesBefore, from, to), sources, destinations);
        List<Flow> flowsAfter = Flows.comparable(
                flows(now, zonesAfter, from, to), otherwise(zonesAfter, from, to), sources, destinations);
        differing(
                flowsBefore,
                flowsAfter,
                (key, both) ->
                        changes.computeIfAbsent(to, name -> new Changed()).add(key, both));
    }

    /** Flows of the very same packets have none in common with any others. */
    private static void differing(List<Flow> before, List<Flow> after, BiConsumer<Key, PacketSet> use) {
        Map<PacketSet, Flow> same = new LinkedHashMap<>();
        after.forEach(each -> same.put(each.packets(), each));
        List<Flow> leftBefore = new ArrayList<>();
        for (Flow first : before) {
            Flow second = same.remove(first.packets());
            if (second == null) {
                leftBefore.add(first);
            } else if (first.passes() != second.passes()) {
                use.accept(Key.of(first, second), first.packets());
            }
        }
        for (Flow first : leftBefore) {
            for (Flow second : same.values()) {
                if (first.passes() != second.passes() && !first.packets().isDisjoint(second.packets())) {
                    use.accept(Key.of(first, second), first.packets().and(second.packets()));
                }
            }
        }
    }

    private void tell(String from, String to, Changed changed) {
        changed.packets.forEach((key, packets) -> {
            for (TrafficWords.Part part : TrafficWords.parts(packets)) {
                (key.opens() ? opened : closed).add(key.change(from, to, part));
            }
        });
    }

    /** The packets between two zones that end otherwise than before, by how they end. */
    private static final class Changed {
        private final Map<Key, List<PacketSet>> packets = new LinkedHashMap<>();

        void add(Key key, PacketSet some) {
            packets.computeIfAbsent(key, each -> new ArrayList<>()).add(some);
        }
    }

    /** The addresses that a zone has in both situations; null for a zone of one host, or one that has none in common. */
    private @Nullable IntervalSet common(String name) {
        Zone first = zonesBefore.get(name);
        Zone second = zonesAfter.get(name);
        if (first == null || second == null) {
            return null;
        }
        IntervalSet both = old.addresses(first).intersect(now.addresses(second));
        return both.isEmpty() || both.isSingle() ? null : both;
    }

    private static List<Flow> flows(Reachability reachability, Map<String, Zone> zones, String from, String to) {
        Zone first = zones.get(from);
        Zone second = zones.get(to);
        return first == null || second == null ? List.of() : reachability.flows(first, second);
    }

    private static String otherwise(Map<String, Zone> zones, String from, String to) {
        return zones.containsKey(from) && zones.containsKey(to) ? Flows.NO_WAY : Flows.ELSEWHERE;
    }

    private static Map<String, Zone> byName(Situation situation) {
        Map<String, Zone> zones = new LinkedHashMap<>();
        situation.zones().forEach(zone -> zones.putIfAbsent(zone.name(), zone));
        return zones;
    }

    /** How packets ended before and after. */
    private record Key(Verdict first, String decidedFirst, Verdict second, String decidedSecond) {

        static Key of(Flow first, Flow second) {
            return new Key(first.verdict(), first.decidedBy(), second.verdict(), second.decidedBy());
        }

        boolean opens() {
            return second == Verdict.ACCEPT || second == Verdict.UNKNOWN;
        }

        Change change(String from, String to, TrafficWords.Part part) {
            return new Change(
                    from,
                    to,
                    part.protocol(),
                    part.ports(),
                    first.name().toLowerCase(Locale.ROOT),
                    second.name().toLowerCase(Locale.ROOT),
                    decidedFirst,
                    decidedSecond);
        }
    }
}
