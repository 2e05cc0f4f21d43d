package org.drawbridge.exposure.reach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drawbridge.exposure.Change;
import org.drawbridge.exposure.Comparison;
import org.drawbridge.exposure.Situation;
import org.drawbridge.exposure.Walk.Verdict;
import org.drawbridge.exposure.Zone;
import org.drawbridge.exposure.rule.IntervalSet;
import org.drawbridge.exposure.rule.PacketSet;
import org.jspecify.annotations.Nullable;

/** The differences between what passes in two situations. */
public final class Differences {

    private final Situation before;
    private final Situation after;
    private final Reachability old;
    private final Reachability now;
    private final List<Change> opened = new ArrayList<>();
    private final List<Change> closed = new ArrayList<>();

    private Differences(Situation before, Situation after) {
        this.before = before;
        this.after = after;
        this.old = Reachability.of(before);
        this.now = Reachability.of(after);
    }

    public static Comparison between(Situation before, Situation after) {
        return new Differences(before, after).compare();
    }

    private Comparison compare() {
        Set<String> names = new LinkedHashSet<>();
        before.zones().forEach(zone -> names.add(zone.name()));
        after.zones().forEach(zone -> names.add(zone.name()));
        for (String from : names) {
            for (String to : names) {
                if (!from.equals(to)) {
                    pair(from, to);
                }
            }
        }
        return new Comparison(
                opened,
                closed,
                Sentences.opened(opened, after),
                Sentences.closed(closed, after),
                Consequences.of(before, after, opened));
    }

    private void pair(String from, String to) {
        IntervalSet sources = common(from);
        IntervalSet destinations = common(to);
        List<Flow> flowsBefore = Flows.comparable(flows(old, before, from, to), sources, destinations);
        List<Flow> flowsAfter = Flows.comparable(flows(now, after, from, to), sources, destinations);
        Map<Key, List<PacketSet>> changed = new LinkedHashMap<>();
        for (Flow first : flowsBefore) {
            for (Flow second : flowsAfter) {
                PacketSet both = first.packets().and(second.packets());
                if (first.passes() != second.passes() && !both.isEmpty()) {
                    changed.computeIfAbsent(Key.of(first, second), each -> new ArrayList<>())
                            .add(both);
                }
            }
        }
        changed.forEach((key, packets) -> {
            for (TrafficWords.Part part : TrafficWords.parts(packets)) {
                (key.opens() ? opened : closed).add(key.change(from, to, part));
            }
        });
    }

    /** The addresses that a zone has in both situations; null for a zone of one host, or one that has none in common. */
    private @Nullable IntervalSet common(String name) {
        Optional<Zone> first = zone(before, name);
        Optional<Zone> second = zone(after, name);
        if (first.isEmpty() || second.isEmpty()) {
            return null;
        }
        IntervalSet both = old.addresses(first.get()).intersect(now.addresses(second.get()));
        return both.isEmpty() || both.isSingle() ? null : both;
    }

    private static List<Flow> flows(Reachability reachability, Situation situation, String from, String to) {
        Optional<Zone> first = zone(situation, from);
        Optional<Zone> second = zone(situation, to);
        return first.isPresent() && second.isPresent() ? reachability.flows(first.get(), second.get()) : List.of();
    }

    private static Optional<Zone> zone(Situation situation, String name) {
        return situation.zones().stream()
                .filter(zone -> zone.name().equals(name))
                .findFirst();
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
