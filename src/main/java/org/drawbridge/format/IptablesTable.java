package org.drawbridge.format;

import java.util.List;
import java.util.Optional;

/**
 * One table of an iptables-save file.
 *
 * @param line the number of the line where it begins
 * @param chains in the order of the file
 * @param rules of all chains, in the order of the file
 */
public record IptablesTable(String name, int line, List<IptablesLine.Chain> chains, List<IptablesLine.Rule> rules) {

    public IptablesTable {
        chains = List.copyOf(chains);
        rules = List.copyOf(rules);
    }

    /** The rules that are appended to this chain, in their order. */
    public List<IptablesLine.Rule> rules(String chain) {
        return rules.stream()
                .filter(rule -> rule.appends() && rule.chain().equals(chain))
                .toList();
    }

    /** The chain's own line, which holds its policy. */
    public Optional<IptablesLine.Chain> chain(String chain) {
        return chains.stream().filter(each -> each.name().equals(chain)).findFirst();
    }
}
