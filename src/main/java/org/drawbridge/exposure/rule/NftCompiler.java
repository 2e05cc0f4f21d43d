package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.drawbridge.exposure.rule.BaseChain.Kind;
import org.drawbridge.format.nft.NftChain;
import org.drawbridge.format.nft.NftRule;
import org.drawbridge.format.nft.NftRuleset;

/** Makes a program of an nftables text, as loading it would; what is for IPv6 and ARP only is left out. */
public final class NftCompiler {

    private static final Set<String> FAMILIES = Set.of("ip", "inet", "bridge", "netdev");
    private static final Map<String, Long> PRIORITIES =
            Map.of("raw", -300L, "mangle", -150L, "dstnat", -100L, "filter", 0L, "security", 50L, "srcnat", 100L);
    private static final Map<String, Long> BRIDGE_PRIORITIES =
            Map.of("dstnat", -300L, "filter", -200L, "out", 100L, "srcnat", 300L);

    private final NftTables.Table table;
    private final NftStatements statements;

    private NftCompiler(NftTables.Table table) {
        this.table = table;
        this.statements = new NftStatements(new NftMatches(table.sets(), table.family()));
    }

    public static Program compile(NftRuleset ruleset) {
        NftTables tables = NftTables.of(ruleset);
        Map<NftTables.Place, BaseChain> chains = new HashMap<>();
        for (NftTables.Table table : tables.all()) {
            boolean dormant = table.properties().stream().anyMatch(each -> each.contains("dormant"));
            if (FAMILIES.contains(table.family()) && !dormant) {
                new NftCompiler(table)
                        .chains()
                        .forEach(each ->
                                chains.put(new NftTables.Place(table.family(), table.name(), each.name()), each));
            }
        }
        return new Program(tables.created().stream()
                .map(chains::get)
                .filter(Objects::nonNull)
                .toList());
    }

    private List<BaseChain> chains() {
        String shown = table.family().equals("ip") ? table.name() : table.family() + " " + table.name();
        Map<String, List<Rule>> rules = new HashMap<>();
        table.chains().forEach((name, chain) -> rules.put(name, rules(shown, chain)));
        TableChains shared = new TableChains(shown, rules);
        List<BaseChain> all = new ArrayList<>();
        for (NftChain chain : table.chains().values()) {
            NftChain.Base base = chain.base();
            Optional<Hook> hook = base == null ? Optional.empty() : Hook.of(base.hook());
            if (base != null && hook.isPresent()) {
                Target policy = chain.policy().equals("drop") && base.devices().isEmpty()
                        ? new Target.Drop()
                        : new Target.Accept();
                boolean bridge = table.family().equals("bridge");
                all.add(new BaseChain(
                        shared, chain.name(), kind(base, hook.get()), bridge, hook.get(), priority(base), policy));
            }
        }
        return all;
    }

    private List<Rule> rules(String shown, NftChain chain) {
        List<Rule> rules = new ArrayList<>();
        List<Statement> first = new ArrayList<>();
        NftChain.Base base = chain.base();
        if (base != null && !base.devices().isEmpty()) {
            first.add(new Match.Named(
                    Side.IN,
                    base.devices().stream()
                            .map(each -> NamePattern.of(each, '*'))
                            .toList()));
        }
        for (NftRule rule : chain.rules()) {
            List<Statement> all = new ArrayList<>(first);
            all.addAll(statements.of(rule));
            rules.add(new Rule(shown, chain.name(), rules.size() + 1, rule.text(), all));
        }
        if (!first.isEmpty() && chain.policy().equals("drop")) {
            first.add(new Target.Drop());
            rules.add(new Rule(shown, chain.name(), 0, "policy", first));
        }
        return rules;
    }

    private static Kind kind(NftChain.Base base, Hook hook) {
        if (base.type().equals("nat")) {
            return Kind.NAT;
        }
        return switch (hook) {
            case INPUT, FORWARD, OUTPUT -> Kind.FILTER;
            case INGRESS, PREROUTING, POSTROUTING -> Kind.EARLY;
        };
    }

    /** A number, a name, or a name with a number added. */
    private long priority(NftChain.Base base) {
        Map<String, Long> names = table.family().equals("bridge") ? BRIDGE_PRIORITIES : PRIORITIES;
        String[] words = base.priority().split(" ", -1);
        Optional<Long> first = Optional.ofNullable(names.get(words[0])).or(() -> number(words[0]));
        long offset = words.length == 3 ? number(words[2]).orElse(0L) : 0;
        return first.orElse(0L) + (words.length == 3 && words[1].equals("-") ? -offset : offset);
    }

    private static Optional<Long> number(String word) {
        return word.startsWith("-")
                ? Numbers.number(word.substring(1), Integer.MAX_VALUE).map(each -> -each)
                : Numbers.number(word, Integer.MAX_VALUE);
    }
}
