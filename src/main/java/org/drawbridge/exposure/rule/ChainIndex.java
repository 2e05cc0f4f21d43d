package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Finds the rules of a chain that may be about packets of one source or of one interface, without asking each rule. */
final class ChainIndex {

    private static final int WORTH_IT = 16;

    private final List<Rule> rules;
    private final Map<String, int[]> ofInterface = new HashMap<>();
    private final Map<Long, int[]> ofSource = new HashMap<>();
    private final int[] others;

    ChainIndex(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        Map<String, List<Integer>> interfaces = new HashMap<>();
        Map<Long, List<Integer>> sources = new HashMap<>();
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            String in = rules.get(i).gate().onlyInterface();
            OptionalLong source = rules.get(i).gate().onlySource();
            if (in != null) {
                interfaces.computeIfAbsent(in, each -> new ArrayList<>()).add(i);
            } else if (source.isPresent()) {
                sources.computeIfAbsent(source.getAsLong(), each -> new ArrayList<>())
                        .add(i);
            } else {
                rest.add(i);
            }
        }
        interfaces.forEach((name, places) -> ofInterface.put(name, array(places)));
        sources.forEach((source, places) -> ofSource.put(source, array(places)));
        this.others = array(rest);
    }

    private static int[] array(List<Integer> places) {
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    List<Rule> rules() {
        return rules;
    }

    /** The rules, in their order, without many that are not about these packets. */
    List<Rule> about(PacketSet packets, Crossing at) {
        IntervalSet source = packets.get(Dimension.SOURCE);
        if (rules.size() < WORTH_IT || !source.isSingle()) {
            return rules;
        }
        Crossing.@Nullable Device in = at.in();
        int[] byInterface = in == null ? new int[0] : ofInterface.getOrDefault(in.name(), new int[0]);
        int[] bySource = ofSource.getOrDefault(source.first(), new int[0]);
        int[] all = Arrays.copyOf(others, others.length + byInterface.length + bySource.length);
        System.arraycopy(byInterface, 0, all, others.length, byInterface.length);
        System.arraycopy(bySource, 0, all, others.length + byInterface.length, bySource.length);
        Arrays.sort(all);
        List<Rule> found = new ArrayList<>(all.length);
        for (int place : all) {
            found.add(rules.get(place));
        }
        return found;
    }
}
