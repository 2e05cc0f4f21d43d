package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drawbridge.host.lab.NftNotes.Chain;
import org.drawbridge.host.lab.NftNotes.Table;

/** Runs an nft script on a copy of a ruleset: all of it is taken or nothing. */
final class NftScript {

    private static final Set<String> FAMILIES = Set.of("ip", "ip6", "inet", "arp", "bridge", "netdev");

    private final NftTokens tokens;
    private final List<Table> tables;

    private NftScript(String text, List<Table> tables) {
        this.tokens = new NftTokens(text);
        this.tables = tables;
    }

    /** The ruleset after the script. */
    static List<Table> run(String text, List<Table> before) {
        List<Table> copy = new ArrayList<>(before.stream().map(Table::copy).toList());
        new NftScript(text, copy).run();
        return copy;
    }

    private void run() {
        tokens.skipEnds();
        while (!tokens.atEnd()) {
            command();
            tokens.skipEnds();
        }
    }

    private void command() {
        String word = tokens.take();
        switch (word) {
            case "table" -> tableBlock();
            case "add", "create", "insert" -> add(word);
            case "delete", "destroy" -> delete(word.equals("destroy"));
            case "flush" -> flush();
            default -> throw tokens.unexpected(word);
        }
    }

    private void tableBlock() {
        Table table = tableOrMade();
        if (!tokens.takeIf("{")) {
            end();
            return;
        }
        List<Runnable> rules = new ArrayList<>();
        tokens.skipEnds();
        while (!tokens.takeIf("}")) {
            switch (tokens.take()) {
                case "chain" -> chainBlock(table, rules);
                case "set" -> setBlock(table);
                case "comment" -> tokens.statement();
                default -> throw tokens.unexpected("string in a table");
            }
            tokens.skipEnds();
        }
        // A rule may jump to a chain that stands below it.
        rules.forEach(Runnable::run);
    }

    private void chainBlock(Table table, List<Runnable> rules) {
        Chain chain = chainOrMade(table, tokens.take());
        tokens.expect("{");
        tokens.skipEnds();
        while (!tokens.takeIf("}")) {
            if (tokens.atEnd()) {
                throw tokens.unexpected("end of file");
            }
            int line = tokens.line();
            List<String> words = tokens.statement();
            if (words.isEmpty()) {
                throw tokens.unexpected(tokens.peek());
            }
            if (words.getFirst().equals("type") || words.getFirst().equals("policy")) {
                hook(chain, words, line);
            } else {
                rules.add(() -> chain.rules.add(NftRuleText.of(words, line, table)));
            }
            tokens.skipEnds();
        }
    }

    private static void hook(Chain chain, List<String> words, int line) {
        String text = String.join(" ", words);
        if (words.getFirst().equals("type") && !text.matches("type (filter|nat|route) hook [a-z]+ priority .+")) {
            throw new NftRefusal(line, "syntax error, unexpected newline");
        }
        chain.hook = words.getFirst().equals("type") || chain.hook.isEmpty()
                ? text + ";"
                : chain.hook.replaceFirst(" policy [a-z]+;$", "") + " " + text + ";";
    }

    private void setBlock(Table table) {
        String name = tokens.take();
        NftNotes.Set set = table.set(name).orElseGet(() -> {
            NftNotes.Set made = new NftNotes.Set();
            made.name = name;
            table.sets.add(made);
            return made;
        });
        tokens.expect("{");
        tokens.skipEnds();
        set.spec.clear();
        while (!tokens.takeIf("}")) {
            if (tokens.atEnd()) {
                throw tokens.unexpected("end of file");
            }
            List<String> words = tokens.statement();
            if (words.size() > 2 && words.getFirst().equals("elements")) {
                addElements(set, words.subList(2, words.size()));
            } else {
                set.spec.add(String.join(" ", words));
            }
            tokens.skipEnds();
        }
    }

    private static void addElements(NftNotes.Set set, List<String> words) {
        for (String element : String.join(" ", words).replaceAll("^\\{|}$", "").split(",", -1)) {
            if (!element.isBlank()) {
                set.elements.add(element.strip());
            }
        }
    }

    private void add(String verb) {
        switch (tokens.take()) {
            case "table" -> tableBlock();
            case "chain" -> {
                Table table = tableOrRefuse();
                Chain chain = chainOrMade(table, tokens.take());
                if (tokens.takeIf("{")) {
                    int line = tokens.line();
                    hook(chain, tokens.statement(), line);
                    List<String> policy = tokens.statement();
                    if (!policy.isEmpty()) {
                        hook(chain, policy, line);
                    }
                    tokens.expect("}");
                }
                end();
            }
            case "rule" -> {
                Table table = tableOrRefuse();
                Chain chain = chainOrRefuse(table);
                int line = tokens.line();
                String rule = NftRuleText.of(tokens.statement(), line, table);
                chain.rules.add(verb.equals("insert") ? 0 : chain.rules.size(), rule);
            }
            case "element" -> {
                Table table = tableOrRefuse();
                String name = tokens.take();
                NftNotes.Set set = table.set(name).orElseThrow(this::missing);
                addElements(set, tokens.statement());
            }
            default -> throw tokens.unexpected("string");
        }
    }

    private void delete(boolean missingIsFine) {
        switch (tokens.take()) {
            case "table" -> {
                String family = tokens.take();
                String name = tokens.take();
                boolean gone = tables.removeIf(table -> table.family.equals(family) && table.name.equals(name));
                if (!gone && !missingIsFine) {
                    throw missing();
                }
                end();
            }
            case "chain" -> {
                Table table = tableOrRefuse();
                Chain chain = chainOrRefuse(table);
                if (!chain.rules.isEmpty()) {
                    throw new NftRefusal(tokens.line(), "Could not process rule: Device or resource busy");
                }
                table.chains.remove(chain);
                end();
            }
            case "rule" -> {
                Chain chain = chainOrRefuse(tableOrRefuse());
                tokens.expect("handle");
                if (!NftRules.removeByHandle(chain, tokens.take())) {
                    throw missing();
                }
                end();
            }
            default -> throw tokens.unexpected("string");
        }
    }

    private void flush() {
        switch (tokens.take()) {
            case "ruleset" -> tables.clear();
            case "table" -> tableOrRefuse().chains.forEach(chain -> chain.rules.clear());
            case "chain" -> chainOrRefuse(tableOrRefuse()).rules.clear();
            default -> throw tokens.unexpected("string");
        }
        end();
    }

    private void end() {
        if (!tokens.atEnd() && !tokens.peek().equals("}")) {
            tokens.expect(";");
        }
    }

    private Table tableOrMade() {
        String family = FAMILIES.contains(tokens.peek()) ? tokens.take() : "ip";
        String name = tokens.take();
        return find(family, name).orElseGet(() -> {
            Table made = new Table();
            made.family = family;
            made.name = name;
            tables.add(made);
            return made;
        });
    }

    private Table tableOrRefuse() {
        String family = FAMILIES.contains(tokens.peek()) ? tokens.take() : "ip";
        return find(family, tokens.take()).orElseThrow(this::missing);
    }

    private Optional<Table> find(String family, String name) {
        return tables.stream()
                .filter(table -> table.family.equals(family) && table.name.equals(name))
                .findFirst();
    }

    private Chain chainOrMade(Table table, String name) {
        return table.chain(name).orElseGet(() -> {
            Chain made = new Chain();
            made.name = name;
            table.chains.add(made);
            return made;
        });
    }

    private Chain chainOrRefuse(Table table) {
        return table.chain(tokens.take()).orElseThrow(this::missing);
    }

    private NftRefusal missing() {
        return new NftRefusal(tokens.line(), "Could not process rule: No such file or directory");
    }
}
