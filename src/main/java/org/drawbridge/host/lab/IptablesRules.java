package org.drawbridge.host.lab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drawbridge.format.FormatException;
import org.drawbridge.format.IptablesLine;
import org.drawbridge.format.IptablesSave;
import org.drawbridge.format.IptablesTable;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.lab.IptablesNotes.Chain;

/** iptables in one running qube: what is in force, and iptables-restore, which takes a table as a whole or not at all. */
final class IptablesRules {

    private static final Map<String, List<String>> BUILT_IN = Map.of(
            "filter", List.of("INPUT", "FORWARD", "OUTPUT"),
            "nat", List.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"),
            "mangle", List.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"),
            "raw", List.of("PREROUTING", "OUTPUT"));

    private final RunningNotes notes;
    private final String version;

    IptablesRules(RunningNotes notes, String version) {
        this.notes = notes;
        this.version = version;
    }

    /** Loads a text as iptables-restore does; tables before a broken one stay changed. */
    CommandResult restore(byte[] text, boolean flush, boolean test) {
        IptablesSave file;
        try {
            file = IptablesSave.parse(text);
        } catch (FormatException exception) {
            return failed(1, "iptables-restore: line " + exception.line() + " failed");
        }
        for (IptablesTable table : file.tables()) {
            if (!BUILT_IN.containsKey(table.name())) {
                return failed(
                        3,
                        "iptables-restore " + version + ": iptables-restore: unable to initialize table '"
                                + table.name() + "'",
                        "Error occurred at line: " + table.line());
            }
            IptablesNotes changed = flush || !notes.iptables.containsKey(table.name())
                    ? empty(table.name())
                    : notes.iptables.get(table.name()).copy();
            try {
                apply(table, changed);
            } catch (IptablesRefusal refusal) {
                return failed(refusal.exit(), refusal.lines());
            }
            if (!test) {
                notes.iptables.put(table.name(), changed);
                noticePhysdev(changed);
            }
        }
        return CommandResult.success();
    }

    private void apply(IptablesTable table, IptablesNotes notesOfTable) {
        for (IptablesLine.Chain line : table.chains()) {
            Chain chain = notesOfTable.chain(line.name()).orElseGet(() -> {
                Chain made = new Chain();
                made.name = line.name();
                notesOfTable.chains.add(made);
                return made;
            });
            if (line.policy().equals("-")) {
                chain.rules.clear();
            } else {
                chain.policy = line.policy();
            }
        }
        for (IptablesLine.Rule rule : table.rules()) {
            change(rule, notesOfTable);
        }
    }

    private void change(IptablesLine.Rule rule, IptablesNotes table) {
        Chain chain = table.chain(rule.chain()).orElseThrow(() -> IptablesRefusal.atLine(rule.number()));
        switch (rule.command()) {
            case "-A", "--append" -> chain.rules.add(spec(rule.options(), rule.number(), table));
            case "-I", "--insert" -> insert(rule, chain, table);
            case "-D", "--delete" -> {
                if (!chain.rules.remove(spec(rule.options(), rule.number(), table))) {
                    throw IptablesRefusal.badRule(rule.number());
                }
            }
            case "-F", "--flush" -> chain.rules.clear();
            default -> throw IptablesRefusal.atLine(rule.number());
        }
    }

    private void insert(IptablesLine.Rule rule, Chain chain, IptablesNotes table) {
        List<String> options = rule.options();
        boolean numbered = !options.isEmpty() && options.getFirst().matches("[1-9][0-9]{0,5}");
        int at = numbered ? Integer.parseInt(options.getFirst()) - 1 : 0;
        if (at > chain.rules.size()) {
            throw IptablesRefusal.atLine(rule.number());
        }
        chain.rules.add(at, spec(numbered ? options.subList(1, options.size()) : options, rule.number(), table));
    }

    private String spec(List<String> options, int line, IptablesNotes table) {
        return new IptablesSpec(
                        version,
                        line,
                        Set.copyOf(
                                table.chains.stream().map(chain -> chain.name).toList()))
                .normal(options);
    }

    /** The rules in force, as iptables-save prints them; without the times that it would add. */
    List<String> save() {
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, IptablesNotes> table : notes.iptables.entrySet()) {
            lines.add("# Generated by iptables-save " + version);
            lines.add("*" + table.getKey());
            table.getValue().chains.forEach(chain -> lines.add(":" + chain.name + " " + chain.policy + " [0:0]"));
            table.getValue()
                    .chains
                    .forEach(chain -> chain.rules.forEach(rule -> lines.add("-A " + chain.name + " " + rule)));
            lines.add("COMMIT");
            lines.add("# Completed");
        }
        return lines;
    }

    /** The table, made with its own chains where it is not in use yet. */
    IptablesNotes table(String name) {
        return notes.iptables.computeIfAbsent(name, IptablesRules::empty);
    }

    private static IptablesNotes empty(String name) {
        IptablesNotes table = new IptablesNotes();
        for (String builtIn : BUILT_IN.getOrDefault(name, List.of())) {
            Chain chain = new Chain();
            chain.name = builtIn;
            chain.policy = "ACCEPT";
            table.chains.add(chain);
        }
        return table;
    }

    /** A rule that looks at bridge ports makes the kernel load bridge netfilter. */
    private void noticePhysdev(IptablesNotes table) {
        if (table.chains.stream()
                .anyMatch(chain -> chain.rules.stream().anyMatch(rule -> rule.contains("-m physdev")))) {
            notes.loadBridgeNetfilter();
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static CommandResult failed(int exit, String... lines) {
        return new CommandResult(exit, List.of(), List.of(lines), false);
    }
}
