package org.drawbridge.exposure.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The chains of one table. */
public final class TableChains {

    private static final ChainIndex NONE = new ChainIndex(List.of());

    private final String name;
    private final Map<String, ChainIndex> chains = new HashMap<>();

    /**
     * @param name the table as it is shown
     * @param rules the rules of each chain
     */
    public TableChains(String name, Map<String, List<Rule>> rules) {
        this.name = name;
        rules.forEach((chain, all) -> chains.put(chain, new ChainIndex(all)));
    }

    public String name() {
        return name;
    }

    /** All rules of all chains. */
    List<Rule> rules() {
        return chains.values().stream().flatMap(each -> each.rules().stream()).toList();
    }

    boolean has(String chain) {
        return chains.containsKey(chain);
    }

    ChainIndex of(String chain) {
        return chains.getOrDefault(chain, NONE);
    }
}
