package org.drawbridge.exposure.rule;

import java.util.List;
import java.util.Map;

/**
 * The chains of one table.
 *
 * @param name the table as it is shown
 * @param rules the rules of each chain
 */
public record TableChains(String name, Map<String, List<Rule>> rules) {
    public TableChains {
        rules = Map.copyOf(rules);
    }

    List<Rule> of(String chain) {
        return rules.getOrDefault(chain, List.of());
    }
}
