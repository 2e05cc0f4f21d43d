package org.drawbridge.format.nft;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something at the top of an nftables text, in the order in which it is done. */
public sealed interface NftItem {

    /** The item as nftables writes it. */
    List<String> lines();

    /**
     * {@code table ip qubes { … }}: adds what is in it to the table.
     *
     * @param properties its own lines, as {@code flags dormant}
     */
    record Table(String family, String name, List<String> properties, List<NftEntry> entries) implements NftItem {

        public Table {
            properties = List.copyOf(properties);
            entries = List.copyOf(entries);
        }

        @Override
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add("table " + family + " " + name + " {");
            properties.forEach(each -> lines.add("\t" + each));
            for (NftEntry entry : entries) {
                if (lines.size() > 1) {
                    lines.add("");
                }
                entry.lines().forEach(line -> lines.add(line.isEmpty() ? line : "\t" + line));
            }
            lines.add("}");
            return lines;
        }
    }

    /**
     * {@code add rule ip qubes custom-input …} or {@code insert rule …}.
     *
     * @param first whether it goes to the front of the chain
     */
    record AddRule(boolean first, String family, String table, String chain, NftRule rule) implements NftItem {
        @Override
        public List<String> lines() {
            return List.of(
                    (first ? "insert" : "add") + " rule " + family + " " + table + " " + chain + " " + rule.text());
        }
    }

    /** {@code add element ip qubes allowed { … }} or {@code delete element …}. */
    record Elements(boolean added, String family, String table, String set, List<NftValue.Element> elements)
            implements NftItem {

        public Elements {
            elements = List.copyOf(elements);
        }

        @Override
        public List<String> lines() {
            return List.of((added ? "add" : "delete") + " element " + family + " " + table + " " + set + " "
                    + new NftValue.Braces(elements).text());
        }
    }

    /**
     * {@code flush}, {@code delete} or {@code destroy} of a table, chain or set, or of the whole rule set.
     *
     * @param kind {@code ruleset}, {@code table}, {@code chain}, {@code set} or {@code map}
     * @param family empty for the rule set of all families
     * @param table null for the rule set
     * @param name null for a table and the rule set
     */
    record Remove(
            String verb,
            String kind,
            String family,
            @Nullable String table,
            @Nullable String name) implements NftItem {
        @Override
        public List<String> lines() {
            StringBuilder text = new StringBuilder(verb).append(' ').append(kind);
            for (String part : new String[] {family, table, name}) {
                if (part != null && !part.isEmpty()) {
                    text.append(' ').append(part);
                }
            }
            return List.of(text.toString());
        }
    }
}
