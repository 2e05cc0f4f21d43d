package org.drawbridge.plan.blueprint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.drawbridge.exposure.RulesText;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostCommand.IptablesDelta;
import org.drawbridge.host.HostCommand.IptablesSave;
import org.drawbridge.host.HostCommand.NftList;
import org.drawbridge.host.HostCommand.NftLoad;
import org.drawbridge.host.HostCommand.NftRemove;
import org.drawbridge.host.Place;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Step;

/** The rules in force in a net qube, and what a plan's commands would make of them. */
final class RulesAfter {

    private final Draft draft;
    private final Place net;

    RulesAfter(Draft draft) {
        this.draft = draft;
        this.net = draft.request().net();
    }

    /** The rules as they are. */
    List<RulesText> before() {
        return texts(inForce(), List.of());
    }

    /** The rules once the steps are done. */
    List<RulesText> after(List<Step> steps) {
        List<String> lines = new ArrayList<>(inForce());
        List<String> loaded = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Action action) {
                if (action.command() instanceof IptablesDelta delta
                        && delta.place().equals(net)) {
                    apply(delta, lines);
                } else if (action.command() instanceof NftRemove remove) {
                    lines.removeIf(line -> line.contains("comment \"" + remove.comment() + "\""));
                } else if (action.command() instanceof NftLoad load) {
                    loaded.add(text(draft.now(new Artifact.File(load.place(), load.file()))));
                }
            }
        }
        return texts(lines, loaded);
    }

    /** Whether the rules in force could be seen at all. */
    boolean areSeen() {
        return draft.survey().outputs().containsKey(listing());
    }

    private List<String> inForce() {
        return draft.survey().lines(listing());
    }

    private HostCommand listing() {
        return draft.survey().release().usesIptables() ? new IptablesSave(net) : new NftList(net);
    }

    /** The files that nft loads add to the tables and chains that are there, so they are read as one text. */
    private List<RulesText> texts(List<String> lines, List<String> loaded) {
        String text = String.join("\n", lines) + "\n" + String.join("\n", loaded);
        return List.of(draft.survey().release().usesIptables() ? RulesText.iptables(text) : RulesText.nftables(text));
    }

    private static String text(Content content) {
        return content instanceof Content.FileContent file
                ? new String(file.image().content(), StandardCharsets.UTF_8)
                : "";
    }

    /** Changes the lines of one table as iptables-restore does: deletes the first rule that is the same, or appends; deltas hold nothing else. */
    private static void apply(IptablesDelta delta, List<String> lines) {
        for (String line : delta.lines()) {
            int from = lines.indexOf("*" + delta.table());
            int to = from < 0 ? -1 : from + lines.subList(from, lines.size()).indexOf("COMMIT");
            if (from < 0 || to < from) {
                return;
            }
            List<String> table = lines.subList(from, to);
            if (line.startsWith("-D")) {
                remove("-A" + line.substring(2), table);
            } else {
                table.add(line);
            }
        }
    }

    private static void remove(String rule, List<String> table) {
        for (int i = 0; i < table.size(); i++) {
            if (RuleTexts.plain(table.get(i)).endsWith(rule)) {
                table.remove(i);
                return;
            }
        }
    }
}
