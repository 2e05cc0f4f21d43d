package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.exposure.RulesText;
import org.drawbridge.host.HostCommand.IptablesDelta;
import org.drawbridge.host.HostCommand.IptablesSave;
import org.drawbridge.host.HostCommand.NftList;
import org.drawbridge.host.HostCommand.NftLoad;
import org.drawbridge.host.HostCommand.NftRemove;
import org.drawbridge.host.Place;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Step;

/** The rules in force in the net qube before a plan, and as its steps leave them. */
final class RulesAfter {

    private RulesAfter() {}

    static List<RulesText> before(Draft draft) {
        Place net = draft.request().net();
        return List.of(
                draft.survey().release().usesIptables()
                        ? RulesText.iptables(text(draft.survey().lines(new IptablesSave(net))))
                        : RulesText.nftables(text(draft.survey().lines(new NftList(net)))));
    }

    static List<RulesText> after(Draft draft, List<Step> steps) {
        return draft.survey().release().usesIptables() ? iptables(draft, steps) : nftables(draft, steps);
    }

    private static List<RulesText> iptables(Draft draft, List<Step> steps) {
        List<String> lines = new ArrayList<>(
                draft.survey().lines(new IptablesSave(draft.request().net())));
        for (Step step : steps) {
            if (step instanceof Step.Action action && action.command() instanceof IptablesDelta delta) {
                delta.lines().forEach(line -> apply(lines, delta.table(), line));
            }
        }
        return List.of(RulesText.iptables(text(lines)));
    }

    /** Deletes the first rule that is the same, or appends one, as iptables-restore does in the table. */
    private static void apply(List<String> lines, String table, String line) {
        int start = lines.indexOf("*" + table);
        if (start < 0) {
            return;
        }
        int end = start + lines.subList(start, lines.size()).indexOf("COMMIT");
        if (line.startsWith("-D")) {
            String rule = RuleTexts.plain("-A" + line.substring(2));
            for (int i = start; i < end; i++) {
                if (RuleTexts.plain(lines.get(i)).equals(rule)) {
                    lines.remove(i);
                    return;
                }
            }
        } else {
            lines.add(end, line);
        }
    }

    private static List<RulesText> nftables(Draft draft, List<Step> steps) {
        List<String> lines =
                new ArrayList<>(draft.survey().lines(new NftList(draft.request().net())));
        for (Step step : steps) {
            if (step instanceof Step.Action action && action.command() instanceof NftRemove remove) {
                lines.removeIf(line -> line.contains("comment \"" + remove.comment() + "\""));
            } else if (step instanceof Step.Action action
                    && action.command() instanceof NftLoad load
                    && draft.now(new Artifact.File(load.place(), load.file())) instanceof Content.FileContent file) {
                Templates.text(file.image())
                        .lines()
                        .filter(line -> line.contains(" comment "))
                        .forEach(rule -> append(lines, rule));
            }
        }
        return List.of(RulesText.nftables(text(lines)));
    }

    /** Adds a rule to the end of the chain that Qubes leaves to the user, as loading our file does. */
    private static void append(List<String> lines, String rule) {
        int table = lines.indexOf("table ip qubes {");
        for (int i = table + 1; table >= 0 && i < lines.size(); i++) {
            if (lines.get(i).strip().equals("chain " + NftRules.CHAIN + " {")) {
                int end = i;
                while (!lines.get(end).strip().equals("}")) {
                    end++;
                }
                lines.add(end, rule);
                return;
            }
        }
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
