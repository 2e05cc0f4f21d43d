package org.drawbridge.host.lab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.lab.NftNotes.Chain;
import org.drawbridge.host.lab.NftNotes.Table;

/** nftables in one running qube: what is in force, and nft as it loads, lists and deletes. */
final class NftRules {

    private final RunningNotes notes;

    NftRules(RunningNotes notes) {
        this.notes = notes;
    }

    /** {@code nft -f}, or {@code nft -c -f}, which only looks. */
    CommandResult load(String file, byte[] text, boolean check) {
        try {
            List<Table> after = NftScript.run(new String(text, StandardCharsets.UTF_8), notes.nftables);
            if (!check) {
                notes.nftables.clear();
                notes.nftables.addAll(after);
            }
            return CommandResult.success();
        } catch (NftRefusal refusal) {
            return failed(file + ":" + refusal.line() + ":1-1: Error: " + refusal.getMessage());
        }
    }

    CommandResult list() {
        List<String> lines = new ArrayList<>();
        notes.nftables.forEach(table -> print(table, lines));
        return new CommandResult(0, lines, List.of(), false);
    }

    /** {@code nft -a list chain ip qubes NAME}: each rule with the kernel's number for it. */
    CommandResult listChain(String name) {
        return notes.nftables.stream()
                .filter(NftRules::isQubes)
                .findFirst()
                .flatMap(table -> table.chain(name))
                .map(chain -> {
                    List<String> lines = new ArrayList<>();
                    lines.add("table ip qubes {");
                    lines.add("\tchain " + name + " { # handle 1");
                    if (!chain.hook.isEmpty()) {
                        lines.add("\t\t" + chain.hook);
                    }
                    chain.rules.forEach(rule -> lines.add("\t\t" + rule + " # handle " + handle(rule)));
                    lines.add("\t}");
                    lines.add("}");
                    return new CommandResult(0, lines, List.of(), false);
                })
                .orElseGet(() -> failed("Error: No such file or directory"));
    }

    CommandResult delete(String chain, long handle) {
        boolean removed = notes.nftables.stream()
                .filter(NftRules::isQubes)
                .findFirst()
                .flatMap(table -> table.chain(chain))
                .filter(found -> removeByHandle(found, Long.toString(handle)))
                .isPresent();
        return removed ? CommandResult.success() : failed("Error: Could not process rule: No such file or directory");
    }

    static boolean removeByHandle(Chain chain, String handle) {
        return chain.rules.stream()
                .filter(rule -> Long.toString(handle(rule)).equals(handle))
                .findFirst()
                .map(chain.rules::remove)
                .orElse(false);
    }

    /**
     * The number of a rule. The kernel counts up; here it comes from the rule's own text, so that equal rulesets are equal
     * bytes: two rules with the same words may stand for each other.
     */
    private static long handle(String rule) {
        return 2 + (rule.hashCode() & 0x7fff_ffffL);
    }

    private static boolean isQubes(Table table) {
        return table.family.equals("ip") && table.name.equals("qubes");
    }

    private static void print(Table table, List<String> lines) {
        lines.add("table " + table.family + " " + table.name + " {");
        boolean first = true;
        for (NftNotes.Set set : table.sets) {
            space(lines, first);
            first = false;
            lines.add("\tset " + set.name + " {");
            set.spec.forEach(spec -> lines.add("\t\t" + spec));
            if (!set.elements.isEmpty()) {
                lines.add("\t\telements = { " + String.join(", ", set.elements) + " }");
            }
            lines.add("\t}");
        }
        for (Chain chain : table.chains) {
            space(lines, first);
            first = false;
            lines.add("\tchain " + chain.name + " {");
            if (!chain.hook.isEmpty()) {
                lines.add("\t\t" + chain.hook);
            }
            chain.rules.forEach(rule -> lines.add("\t\t" + rule));
            lines.add("\t}");
        }
        lines.add("}");
    }

    private static void space(List<String> lines, boolean first) {
        if (!first) {
            lines.add("");
        }
    }

    private static CommandResult failed(String message) {
        return new CommandResult(1, List.of(), List.of(message), false);
    }
}
