package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostCommand.IptablesDelta;
import org.drawbridge.host.HostCommand.IptablesSave;
import org.drawbridge.host.HostCommand.UnloadBridgeNetfilter;
import org.drawbridge.host.Place;
import org.drawbridge.plan.HostCheck;
import org.drawbridge.plan.Probe;
import org.drawbridge.profile.BridgeProfile.Hardening;

/**
 * Puts rules in force line by line, one action for each table. Loading the file would empty what Qubes added at run time, and a
 * fault in one table would leave the other changed.
 */
final class RuleDelta {

    private final Draft draft;
    private final Place net;
    private final List<String> inForce;

    RuleDelta(Draft draft) {
        this.draft = draft;
        this.net = draft.request().net();
        this.inForce = draft.survey().lines(new IptablesSave(net)).stream()
                .map(RuleTexts::plain)
                .toList();
    }

    /** Whether just this rule is in force. */
    boolean has(String rule) {
        return inForce.contains(RuleTexts.plain(rule));
    }

    /** Adds rules to the end of nat's POSTROUTING and takes others out. */
    void nat(List<String> out, List<String> in) {
        List<String> gone = asOften(out);
        List<String> come = in.stream().filter(rule -> !has(rule)).toList();
        if (gone.isEmpty() && come.isEmpty()) {
            return;
        }
        add("nat", lines(gone, come), lines(come, gone), come, gone, List.of());
    }

    /** Puts rules before the last drop of filter's FORWARD and takes others out. */
    void filter(List<String> out, List<String> in, boolean purge) {
        List<String> gone = asOften(out);
        List<String> come = in.stream().filter(rule -> !has(rule)).toList();
        if (gone.isEmpty() && come.isEmpty()) {
            return;
        }
        List<HostCommand> after = new ArrayList<>();
        if (!come.isEmpty() && draft.request().profile().hardening() == Hardening.SEED) {
            after.addAll(Conntrack.purges(draft));
        }
        if (BridgeNetfilter.comesWith(draft, come)) {
            after.add(new UnloadBridgeNetfilter(net));
        }
        add("filter", beforeDrop(gone, come), beforeDrop(come, gone), come, gone, after);
        if (purge && !gone.isEmpty()) {
            Conntrack.add(draft);
        }
    }

    /** Each rule as often as it is in force: qubes-firewall adds them again whenever it is restarted. */
    private List<String> asOften(List<String> rules) {
        return rules.stream()
                .flatMap(rule ->
                        Collections.nCopies(Collections.frequency(inForce, RuleTexts.plain(rule)), rule).stream())
                .toList();
    }

    private void add(
            String table,
            List<String> lines,
            List<String> back,
            List<String> come,
            List<String> gone,
            List<HostCommand> after) {
        List<HostCommand> undo = new ArrayList<>();
        undo.add(new IptablesDelta(net, table, back));
        undo.addAll(after);
        draft.add(
                Phase.RULES,
                Act.of(
                                new IptablesDelta(net, table, lines),
                                net.label() + ": change the rules in force in " + table,
                                "Line by line, all or none: loading the whole file would empty what Qubes added at run time.")
                        .undo(undo)
                        .check(new IptablesSave(net), starts(come), starts(gone))
                        .step());
    }

    /** A probe that rules are in force, and others not. */
    void probe(List<String> present, List<String> absent) {
        draft.probe(new Probe.RulesInForce(
                new HostCheck(new IptablesSave(net), starts(present), starts(absent)),
                "The rules for " + draft.request().bridge() + " are "
                        + (draft.request().removes() ? "no longer in force in " : "in force in ")
                        + draft.request().netvm(),
                false));
    }

    /** A probe that what Qubes added at run time is still there, but for what belongs to the qubes of this plan. */
    void probeKept() {
        List<String> kept = inForce.stream()
                .filter(line ->
                        line.startsWith("-A PR-QBS") || (line.startsWith("-A PREROUTING") && line.contains("-i vif")))
                .filter(line -> Members.vifs(draft).stream().noneMatch(vif -> line.contains(vif + " ")))
                // Where a redirection leads may change with the name servers of a new lease.
                .map(line -> start(line.replaceAll(" --to-destination .*", "")))
                .toList();
        if (!kept.isEmpty()) {
            draft.probe(new Probe.RulesInForce(
                    new HostCheck(new IptablesSave(net), kept, List.of()),
                    "What Qubes itself put in force in " + draft.request().netvm() + " is still there",
                    true));
        }
    }

    private static List<String> lines(List<String> out, List<String> in) {
        List<String> lines = new ArrayList<>();
        out.forEach(rule -> lines.add("-D" + rule.substring(2)));
        lines.addAll(in);
        return lines;
    }

    private static List<String> beforeDrop(List<String> out, List<String> in) {
        List<String> lines = lines(out, List.of());
        if (!in.isEmpty()) {
            lines.add("-D" + RuleTexts.LAST_DROP.substring(2));
            lines.addAll(in);
            lines.add(RuleTexts.LAST_DROP);
        }
        return lines;
    }

    private static List<String> starts(List<String> rules) {
        return rules.stream().map(RuleDelta::start).toList();
    }

    /** What of a rule every version of iptables writes alike: where it has physdev, what stands before that match's options. */
    private static String start(String rule) {
        int physdev = rule.indexOf(" --physdev");
        return physdev < 0 ? rule : rule.substring(0, physdev);
    }
}
