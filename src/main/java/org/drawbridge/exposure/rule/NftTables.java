package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drawbridge.format.nft.NftChain;
import org.drawbridge.format.nft.NftEntry;
import org.drawbridge.format.nft.NftItem;
import org.drawbridge.format.nft.NftRule;
import org.drawbridge.format.nft.NftRuleset;
import org.drawbridge.format.nft.NftSet;
import org.drawbridge.format.nft.NftValue;

/** The tables that there are once an nftables text is loaded. */
final class NftTables {

    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Set<Place> created = new LinkedHashSet<>();

    /** Where a chain is. */
    record Place(String family, String table, String chain) {}

    /** A table as it ends up. */
    record Table(
            String family,
            String name,
            List<String> properties,
            Map<String, NftChain> chains,
            Map<String, List<NftValue.Element>> sets) {}

    private NftTables() {}

    static NftTables of(NftRuleset ruleset) {
        NftTables tables = new NftTables();
        ruleset.items().forEach(tables::load);
        return tables;
    }

    Collection<Table> all() {
        return tables.values();
    }

    /** The chains in the order in which they were made, with some that are not there any more. */
    List<Place> created() {
        return List.copyOf(created);
    }

    private void load(NftItem item) {
        switch (item) {
            case NftItem.Table table -> {
                Table into = table(table.family(), table.name());
                into.properties().addAll(table.properties());
                table.entries().forEach(entry -> add(into, entry));
            }
            case NftItem.AddRule add -> addRule(table(add.family(), add.table()), add);
            case NftItem.Elements elements -> {
                List<NftValue.Element> set = table(elements.family(), elements.table())
                        .sets()
                        .computeIfAbsent(elements.set(), name -> new ArrayList<>());
                if (elements.added()) {
                    set.addAll(elements.elements());
                } else {
                    elements.elements()
                            .forEach(each -> set.removeIf(other -> other.key().equals(each.key())));
                }
            }
            case NftItem.Remove remove -> remove(remove);
        }
    }

    private Table table(String family, String name) {
        return tables.computeIfAbsent(
                family + " " + name,
                key -> new Table(family, name, new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>()));
    }

    private void add(Table table, NftEntry entry) {
        switch (entry) {
            case NftChain chain -> {
                NftChain old = table.chains().get(chain.name());
                if (old == null || (old.base() == null && chain.base() != null)) {
                    Place place = new Place(table.family(), table.name(), chain.name());
                    created.remove(place);
                    created.add(place);
                }
                table.chains().merge(chain.name(), chain, NftTables::merged);
            }
            case NftSet set -> {
                // What rules add to such a set at run time is not in the text.
                if (set.properties().stream().noneMatch(each -> each.contains("dynamic"))) {
                    table.sets()
                            .computeIfAbsent(set.name(), name -> new ArrayList<>())
                            .addAll(set.elements());
                }
            }
            case NftEntry.Named named -> {}
        }
    }

    private static NftChain merged(NftChain old, NftChain added) {
        List<NftRule> rules = new ArrayList<>(old.rules());
        rules.addAll(added.rules());
        return new NftChain(
                old.name(),
                added.base() == null ? old.base() : added.base(),
                added.policy().isEmpty() ? old.policy() : added.policy(),
                rules,
                old.comment());
    }

    private static void addRule(Table table, NftItem.AddRule add) {
        NftChain old = table.chains().get(add.chain());
        List<NftRule> rules = new ArrayList<>(old == null ? List.of() : old.rules());
        rules.add(add.first() ? 0 : rules.size(), add.rule());
        table.chains()
                .put(
                        add.chain(),
                        old == null
                                ? new NftChain(add.chain(), null, "", rules, "")
                                : new NftChain(old.name(), old.base(), old.policy(), rules, old.comment()));
    }

    private void remove(NftItem.Remove remove) {
        if (remove.table() == null) {
            tables.keySet().removeIf(key -> key.startsWith(remove.family()));
            return;
        }
        String key = remove.family() + " " + remove.table();
        Table table = tables.get(key);
        if (table == null) {
            return;
        }
        boolean flush = remove.verb().equals("flush");
        switch (remove.kind()) {
            case "table" -> {
                if (flush) {
                    table.chains().replaceAll((name, chain) -> emptied(chain));
                } else {
                    tables.remove(key);
                }
            }
            case "chain" -> {
                if (flush) {
                    table.chains().computeIfPresent(String.valueOf(remove.name()), (name, chain) -> emptied(chain));
                } else {
                    table.chains().remove(remove.name());
                }
            }
            default -> table.sets().remove(remove.name());
        }
    }

    private static NftChain emptied(NftChain chain) {
        return new NftChain(chain.name(), chain.base(), chain.policy(), List.of(), chain.comment());
    }
}
