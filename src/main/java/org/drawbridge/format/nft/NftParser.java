package org.drawbridge.format.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.drawbridge.format.nft.NftToken.Kind;
import org.jspecify.annotations.Nullable;

/** Reads tables and commands. */
final class NftParser {

    private static final Set<String> FAMILIES = Set.of("ip", "ip6", "inet", "arp", "bridge", "netdev");
    private static final Set<String> OBJECTS =
            Set.of("flowtable", "counter", "quota", "limit", "ct", "secmark", "synproxy");

    private final NftTokens tokens;
    private final NftRuleParser rules;
    private final NftValueParser values;

    NftParser(NftTokens tokens) {
        this.tokens = tokens;
        this.values = new NftValueParser(tokens);
        this.rules = new NftRuleParser(tokens, values);
    }

    List<NftItem> items() {
        List<NftItem> items = new ArrayList<>();
        tokens.skipLineEnds();
        while (tokens.peek().kind() != Kind.END) {
            NftToken token = tokens.next();
            switch (token.kind() == Kind.WORD ? token.text() : "") {
                case "table" -> items.add(table());
                case "define" -> tokens.define();
                case "add", "create", "insert" -> items.add(add(token));
                case "flush", "delete", "destroy" -> items.add(remove(token));
                default -> throw token.unexpected("table, define, add, insert, flush or delete");
            }
            end();
            tokens.skipLineEnds();
        }
        return items;
    }

    private void end() {
        if (!tokens.atLineEnd() || tokens.peek().is("}")) {
            throw tokens.peek().unexpected("the end of the line");
        }
    }

    private String family() {
        return FAMILIES.contains(tokens.peek().text()) ? tokens.word("a family") : "ip";
    }

    private NftItem add(NftToken verb) {
        NftToken object = tokens.next();
        return switch (object.text()) {
            case "table" -> table();
            case "chain", "set", "map", "flowtable" -> {
                String family = family();
                String table = tokens.word("a table");
                yield new NftItem.Table(family, table, List.of(), List.of(entry(object)));
            }
            case "rule" -> {
                String family = family();
                String table = tokens.word("a table");
                String chain = tokens.word("a chain");
                if (tokens.peek().isWord("position")
                        || tokens.peek().isWord("index")
                        || tokens.peek().isWord("handle")) {
                    throw tokens.peek().unexpected("a rule that goes to the end or the front of its chain");
                }
                NftRule rule = rules.rule();
                yield new NftItem.AddRule(verb.isWord("insert"), family, table, chain, rule);
            }
            case "element" -> elements(true);
            default -> throw object.unexpected("table, chain, set, map, rule or element");
        };
    }

    private NftItem elements(boolean added) {
        String family = family();
        String table = tokens.word("a table");
        String set = tokens.word("a set");
        return new NftItem.Elements(added, family, table, set, values.braces().elements());
    }

    private NftItem remove(NftToken verb) {
        NftToken object = tokens.next();
        return switch (object.text()) {
            case "ruleset" ->
                new NftItem.Remove(verb.text(), "ruleset", tokens.atLineEnd() ? "" : family(), null, null);
            case "table" -> new NftItem.Remove(verb.text(), "table", family(), tokens.word("a table"), null);
            case "chain", "set", "map" ->
                new NftItem.Remove(verb.text(), object.text(), family(), tokens.word("a table"), tokens.word("a name"));
            case "element" -> elements(false);
            default -> throw object.unexpected("ruleset, table, chain, set, map or element");
        };
    }

    private NftItem.Table table() {
        String family = family();
        String name = tokens.word("the name of a table");
        List<String> properties = new ArrayList<>();
        List<NftEntry> entries = new ArrayList<>();
        if (tokens.take("{")) {
            tokens.skipLineEnds();
            while (!tokens.take("}")) {
                NftToken token = tokens.next();
                boolean known = token.isWord("chain") || token.isWord("set") || token.isWord("map");
                if (known || OBJECTS.contains(token.text())) {
                    entries.add(entry(token));
                } else if (token.isWord("flags") || token.isWord("comment")) {
                    properties.add(token.text() + " " + tokens.rest());
                } else {
                    throw token.unexpected("a chain, set, map or another object");
                }
                tokens.skipLineEnds();
            }
        }
        return new NftItem.Table(family, name, properties, entries);
    }

    private NftEntry entry(NftToken kind) {
        if (kind.isWord("chain")) {
            return chain();
        }
        if (kind.isWord("set") || kind.isWord("map")) {
            return set(kind.isWord("map"));
        }
        String word = kind.isWord("ct") ? "ct " + tokens.word("what of connection tracking") : kind.text();
        return new NftEntry.Named(word, tokens.word("a name"), properties());
    }

    private List<String> properties() {
        List<String> properties = new ArrayList<>();
        tokens.expect("{");
        tokens.skipLineEnds();
        while (!tokens.take("}")) {
            if (tokens.peek().kind() == Kind.END) {
                throw tokens.peek().unexpected("}");
            }
            properties.add(tokens.rest());
            tokens.skipLineEnds();
        }
        return properties;
    }

    private NftSet set(boolean map) {
        String name = tokens.word("the name of a set");
        List<String> properties = new ArrayList<>();
        List<NftValue.Element> elements = new ArrayList<>();
        tokens.expect("{");
        tokens.skipLineEnds();
        while (!tokens.take("}")) {
            if (tokens.peek().kind() == Kind.END) {
                throw tokens.peek().unexpected("}");
            }
            if (tokens.takeWord("elements")) {
                tokens.expect("=");
                elements.addAll(values.braces().elements());
            } else {
                properties.add(tokens.rest());
            }
            tokens.skipLineEnds();
        }
        return new NftSet(map, name, properties, elements);
    }

    private NftChain chain() {
        String name = tokens.word("the name of a chain");
        NftChain.@Nullable Base base = null;
        String policy = "";
        String comment = "";
        List<NftRule> all = new ArrayList<>();
        boolean braces = tokens.take("{");
        if (braces) {
            tokens.skipLineEnds();
        }
        while (braces && !tokens.take("}")) {
            if (tokens.takeWord("type")) {
                base = base();
            } else if (tokens.takeWord("policy")) {
                policy = tokens.word("accept or drop");
            } else if (tokens.peek().isWord("comment") && all.isEmpty()) {
                tokens.next();
                comment = tokens.word("a comment");
            } else {
                all.add(rules.rule());
            }
            if (!tokens.atLineEnd()) {
                throw tokens.peek().unexpected("the end of the line");
            }
            tokens.skipLineEnds();
        }
        return new NftChain(name, base, policy, all, comment);
    }

    private NftChain.Base base() {
        String type = tokens.word("filter, nat or route");
        if (!tokens.takeWord("hook")) {
            throw tokens.peek().unexpected("hook");
        }
        String hook = tokens.word("a hook");
        List<String> devices = new ArrayList<>();
        if (tokens.takeWord("device")) {
            devices.add(tokens.word("an interface"));
        } else if (tokens.takeWord("devices")) {
            tokens.expect("=");
            tokens.expect("{");
            while (!tokens.take("}")) {
                devices.add(tokens.word("an interface"));
                tokens.take(",");
            }
        }
        if (!tokens.takeWord("priority")) {
            throw tokens.peek().unexpected("priority");
        }
        return new NftChain.Base(type, hook, devices, priority());
    }

    private String priority() {
        String sign = tokens.take("-") ? "-" : "";
        String first = sign + tokens.word("a priority");
        for (String operator : List.of("+", "-")) {
            if (tokens.take(operator)) {
                return first + " " + operator + " " + tokens.word("a number");
            }
        }
        if (tokens.peek().isWord() && tokens.peek().text().matches("-\\d+")) {
            return first + " - " + tokens.next().text().substring(1);
        }
        return first;
    }
}
