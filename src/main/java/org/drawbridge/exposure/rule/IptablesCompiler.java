package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.drawbridge.exposure.rule.BaseChain.Kind;
import org.drawbridge.format.IptablesLine;
import org.drawbridge.format.IptablesSave;
import org.drawbridge.format.IptablesTable;

/** Makes a program of an iptables-save file, as loading it would. */
public final class IptablesCompiler {

    private static final Pattern HEAD = Pattern.compile("^\\s*(\\[\\d+:\\d+]\\s*)?\\S+\\s+(\"[^\"]*\"|\\S+)\\s*");

    private final IptablesTable table;
    private final Map<String, List<Rule>> chains = new HashMap<>();
    private final Map<String, Target> policies = new HashMap<>();

    private IptablesCompiler(IptablesTable table) {
        this.table = table;
    }

    /** The program of a file; the last table of a name is the one that counts. */
    public static Program compile(IptablesSave save) {
        List<BaseChain> all = new ArrayList<>();
        for (String name : List.of("raw", "mangle", "nat", "filter", "security")) {
            save.table(name).ifPresent(table -> all.addAll(new IptablesCompiler(table).chains()));
        }
        return new Program(all);
    }

    private List<BaseChain> chains() {
        for (IptablesLine.Chain chain : table.chains()) {
            chains.put(chain.name(), new ArrayList<>());
            policies.put(chain.name(), chain.policy().equals("DROP") ? new Target.Drop() : new Target.Accept());
        }
        Slot.of(table.name()).forEach(slot -> chains.computeIfAbsent(slot.hook().name(), name -> new ArrayList<>()));
        table.rules().forEach(this::add);
        TableChains shared = new TableChains(table.name(), numbered());
        return Slot.of(table.name()).stream()
                .map(slot -> new BaseChain(
                        shared,
                        slot.hook().name(),
                        slot.kind(),
                        false,
                        slot.hook(),
                        slot.priority(),
                        policies.getOrDefault(slot.hook().name(), new Target.Accept())))
                .toList();
    }

    private void add(IptablesLine.Rule line) {
        String text = HEAD.matcher(line.raw()).replaceFirst("");
        List<Rule> chain = chains.get(line.chain());
        if (chain == null) {
            chain = new ArrayList<>();
            chains.put(line.chain(), chain);
        }
        if (line.appends()) {
            chain.add(rule(line, text, new IptablesRule(line.options(), chains.keySet()).statements()));
        } else if (line.command().equals("-I") || line.command().equals("--insert")) {
            insert(line, chain);
        } else {
            chain.addFirst(rule(
                    line, line.raw(), List.of(new Target.Unknown("only rules that begin with -A or -I are read"))));
        }
    }

    /** {@code -I CHAIN [NUMBER] …}; the first place is meant where no number stands. */
    private void insert(IptablesLine.Rule line, List<Rule> chain) {
        List<String> options = line.options();
        boolean numbered = !options.isEmpty() && options.getFirst().matches("\\d{1,9}");
        int place = numbered ? Integer.parseInt(options.getFirst()) : 1;
        String text = HEAD.matcher(line.raw()).replaceFirst("");
        List<String> words = numbered ? options.subList(1, options.size()) : options;
        chain.add(
                Math.min(Math.max(place, 1) - 1, chain.size()),
                rule(
                        line,
                        numbered ? text.replaceFirst("^\\d+\\s*", "") : text,
                        new IptablesRule(words, chains.keySet()).statements()));
    }

    private static Rule rule(IptablesLine.Rule line, String text, List<Statement> statements) {
        return new Rule(line.table(), line.chain(), 0, text, statements);
    }

    private Map<String, List<Rule>> numbered() {
        Map<String, List<Rule>> numbered = new HashMap<>();
        chains.forEach((name, rules) -> {
            List<Rule> counted = new ArrayList<>();
            for (Rule each : rules) {
                counted.add(new Rule(each.table(), name, counted.size() + 1, each.text(), each.statements()));
            }
            numbered.put(name, List.copyOf(counted));
        });
        return numbered;
    }

    /** Where the kernel calls a table, and in which order; source: {@code netfilter_ipv4.h}. */
    private record Slot(Hook hook, long priority, Kind kind) {

        static List<Slot> of(String table) {
            return switch (table) {
                case "raw" ->
                    List.of(new Slot(Hook.PREROUTING, -300, Kind.EARLY), new Slot(Hook.OUTPUT, -300, Kind.EARLY));
                case "mangle" ->
                    List.of(
                            new Slot(Hook.PREROUTING, -150, Kind.EARLY),
                            new Slot(Hook.INPUT, -150, Kind.EARLY),
                            new Slot(Hook.FORWARD, -150, Kind.EARLY),
                            new Slot(Hook.OUTPUT, -150, Kind.EARLY),
                            new Slot(Hook.POSTROUTING, -150, Kind.EARLY));
                case "nat" ->
                    List.of(
                            new Slot(Hook.PREROUTING, -100, Kind.NAT),
                            new Slot(Hook.OUTPUT, -100, Kind.NAT),
                            new Slot(Hook.INPUT, 100, Kind.NAT),
                            new Slot(Hook.POSTROUTING, 100, Kind.NAT));
                case "security" ->
                    List.of(
                            new Slot(Hook.INPUT, 50, Kind.EARLY),
                            new Slot(Hook.FORWARD, 50, Kind.EARLY),
                            new Slot(Hook.OUTPUT, 50, Kind.EARLY));
                default ->
                    List.of(
                            new Slot(Hook.INPUT, 0, Kind.FILTER),
                            new Slot(Hook.FORWARD, 0, Kind.FILTER),
                            new Slot(Hook.OUTPUT, 0, Kind.FILTER));
            };
        }
    }
}
