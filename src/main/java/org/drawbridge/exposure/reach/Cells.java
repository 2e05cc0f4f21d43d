package org.drawbridge.exposure.reach;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.drawbridge.exposure.Change;
import org.drawbridge.exposure.Matrix;
import org.drawbridge.exposure.Matrix.Cell;
import org.drawbridge.exposure.Matrix.Passes;
import org.drawbridge.exposure.Matrix.Side;
import org.drawbridge.exposure.Walk.Verdict;
import org.drawbridge.exposure.Zone;
import org.drawbridge.exposure.Zone.Kind;
import org.drawbridge.exposure.rule.PacketSet;

/**
 * Lays what passes between zones side by side, before a change and after it.
 *
 * @param before the flows of new connections from one zone to another before; nothing where one of them is not there
 * @param after the same afterwards
 */
record Cells(
        BiFunction<String, String, Optional<List<Flow>>> before,
        BiFunction<String, String, Optional<List<Flow>>> after) {

    private static final Side ELSEWHERE = new Side(Passes.ELSEWHERE, "", List.of(Flows.ELSEWHERE));

    /** More routed qubes than these are left out; a page cannot show more, and their changes are in the list. */
    private static final int ROUTED = 6;

    private static final int RULES = 4;
    private static final int LONGEST = 60;

    /** @param zones all zones by name, as they are afterwards, or before where they are not there any more */
    Matrix matrix(Map<String, Zone> zones, List<Change> opened, List<Change> closed) {
        Set<String> changed = new LinkedHashSet<>();
        opened.forEach(each -> changed.addAll(List.of(each.to(), each.from())));
        closed.forEach(each -> changed.addAll(List.of(each.to(), each.from())));
        List<String> routed = new ArrayList<>();
        changed.stream().filter(name -> isRouted(zones, name)).forEach(routed::add);
        zones.keySet().stream()
                .filter(name -> isRouted(zones, name) && !changed.contains(name))
                .forEach(routed::add);
        Set<String> shown = routed.stream().limit(ROUTED).collect(Collectors.toSet());
        List<String> told = zones.keySet().stream()
                .filter(name -> !isRouted(zones, name) || shown.contains(name))
                .toList();
        List<Cell> cells = new ArrayList<>();
        for (String from : told) {
            for (String to : told) {
                if (!from.equals(to)) {
                    cells.add(new Cell(from, to, side(before, from, to), side(after, from, to)));
                }
            }
        }
        return new Matrix(
                told,
                cells,
                routed.stream().filter(name -> !shown.contains(name)).toList());
    }

    private static boolean isRouted(Map<String, Zone> zones, String name) {
        Zone zone = zones.get(name);
        return zone != null && zone.kind() == Kind.ROUTED_QUBE;
    }

    private static Side side(BiFunction<String, String, Optional<List<Flow>>> side, String from, String to) {
        return side.apply(from, to).map(Cells::side).orElse(ELSEWHERE);
    }

    private static Side side(List<Flow> flows) {
        List<PacketSet> passing = packets(flows, Verdict.ACCEPT);
        List<PacketSet> unsure = packets(flows, Verdict.UNKNOWN);
        List<TrafficWords.Part> parts = TrafficWords.parts(passing);
        boolean everything = parts.size() == 1 && parts.getFirst().protocol().equals(TrafficWords.ANY);
        boolean nothing = passing.isEmpty();
        boolean partly = flows.stream().anyMatch(flow -> !flow.passes());
        Passes passes = !unsure.isEmpty()
                ? Passes.UNKNOWN
                : nothing ? Passes.NOTHING : everything && !partly ? Passes.ALL : Passes.SOME;
        List<Flow> deciding = passing.isEmpty() && unsure.isEmpty()
                ? flows
                : flows.stream().filter(Flow::passes).toList();
        List<String> rules =
                deciding.stream().map(Flow::decidedBy).distinct().limit(RULES).toList();
        return new Side(passes, words(parts), rules.isEmpty() ? List.of(Flows.NO_WAY) : rules);
    }

    private static List<PacketSet> packets(List<Flow> flows, Verdict verdict) {
        return flows.stream()
                .filter(flow -> flow.verdict() == verdict)
                .map(Flow::packets)
                .toList();
    }

    private static String words(List<TrafficWords.Part> parts) {
        String all = parts.stream()
                .map(part -> part.ports().equals(TrafficWords.ANY)
                        ? part.protocol().equals(TrafficWords.ANY) ? "everything" : part.protocol()
                        : part.protocol() + " " + part.ports())
                .collect(Collectors.joining(", "));
        return all.length() > LONGEST ? all.substring(0, LONGEST) + "…" : all;
    }
}
