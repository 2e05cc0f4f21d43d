package org.drawbridge.exposure;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drawbridge.format.IptablesLine;
import org.drawbridge.format.IptablesSave;
import org.drawbridge.format.IptablesTable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How many packets each rule has decided about, as the kernel counted them; rules that only look on are left out.
 *
 * @param counts the packets of each rule; number 0 for a chain's policy
 */
record KernelCounters(Map<Place, Long> counts) {

    private static final Set<String> ONLY_LOOKING = Set.of("LOG", "MARK", "CT", "NOTRACK");
    private static final Set<String> DECIDING =
            Set.of("accept", "drop", "return", "jump", "goto", "reject", "masquerade", "snat", "dnat", "redirect");

    /** A rule by its number in its chain. */
    record Place(String table, String chain, int number) {

        static Place of(WalkStep step) {
            return new Place(step.table(), step.chain(), step.number());
        }
    }

    static KernelCounters of(KernelLab.Tool tool, String printed) {
        return tool == KernelLab.Tool.NFT ? nft(printed) : iptables(printed);
    }

    /** What was counted since then. */
    KernelCounters since(KernelCounters before) {
        Map<Place, Long> more = new LinkedHashMap<>();
        counts.forEach((place, count) -> more.put(place, count - before.counts.getOrDefault(place, 0L)));
        return new KernelCounters(more);
    }

    Map<Place, Long> nonZero() {
        Map<Place, Long> some = new LinkedHashMap<>(counts);
        some.values().removeIf(count -> count == 0);
        return some;
    }

    private static KernelCounters iptables(String printed) {
        Map<Place, Long> counts = new LinkedHashMap<>();
        for (IptablesTable table :
                IptablesSave.parse(printed.getBytes(StandardCharsets.UTF_8)).tables()) {
            for (IptablesLine.Chain chain : table.chains()) {
                if (!chain.policy().equals("-")) {
                    counts.put(new Place(table.name(), chain.name(), 0), packets(chain.counters()));
                }
            }
            Map<String, Integer> numbers = new HashMap<>();
            for (IptablesLine.Rule rule : table.rules()) {
                int number = numbers.merge(rule.chain(), 1, Integer::sum);
                int target = Math.max(rule.tokens().indexOf("-j"), rule.tokens().indexOf("-g"));
                if (target > 0 && !ONLY_LOOKING.contains(rule.tokens().get(target + 1))) {
                    counts.put(new Place(table.name(), rule.chain(), number), packets(rule.counters()));
                }
            }
        }
        return new KernelCounters(counts);
    }

    private static long packets(IptablesLine.Counters counters) {
        return counters == null ? 0 : counters.packets();
    }

    private static KernelCounters nft(String printed) {
        Map<Place, Long> counts = new LinkedHashMap<>();
        Map<String, Integer> numbers = new HashMap<>();
        for (JsonNode item : JsonMapper.shared().readTree(printed).path("nftables")) {
            JsonNode rule = item.path("rule");
            if (rule.isObject() && !rule.path("table").asString().equals("silence")) {
                String family = rule.path("family").asString();
                String table = (family.equals("ip") ? "" : family + " ")
                        + rule.path("table").asString();
                String chain = rule.path("chain").asString();
                int number = numbers.merge(table + " " + chain, 1, Integer::sum);
                List<JsonNode> parts = rule.path("expr").valueStream().toList();
                boolean decides =
                        parts.stream().anyMatch(part -> DECIDING.stream().anyMatch(part::has));
                parts.stream()
                        .map(part -> part.path("counter"))
                        .filter(counter -> decides && counter.isObject())
                        .findFirst()
                        .ifPresent(counter -> counts.put(
                                new Place(table, chain, number),
                                counter.path("packets").asLong()));
            }
        }
        return new KernelCounters(counts);
    }
}
