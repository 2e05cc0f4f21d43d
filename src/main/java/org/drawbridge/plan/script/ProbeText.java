package org.drawbridge.plan.script;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.drawbridge.plan.Probe;

/** Writes what is looked at when the steps are done. */
final class ProbeText {

    private final List<Probe> probes;
    private final List<String> lines = new ArrayList<>();

    ProbeText(List<Probe> probes) {
        this.probes = probes;
    }

    List<String> lines() {
        lines.add("");
        lines.add("# What must hold afterwards; of some only if it held before.");
        lines.add("probes=" + probes.size());
        lines.add("only_if_before="
                + ShellText.word(IntStream.range(0, probes.size())
                        .filter(at -> probes.get(at).onlyIfBefore())
                        .mapToObj(at -> " " + (at + 1))
                        .collect(Collectors.joining("", "", " "))));
        lines.add("");
        lines.add("probe() {");
        lines.add("  case $1 in");
        for (int at = 0; at < probes.size(); at++) {
            lines.add("    " + (at + 1) + ")");
            look(probes.get(at)).forEach(line -> lines.add("      " + line));
            lines.add("      ;;");
        }
        lines.add("  esac");
        lines.add("}");
        lines.add("");
        lines.add("claim() {");
        lines.add("  case $1 in");
        for (int at = 0; at < probes.size(); at++) {
            String claim = ShellText.plain(probes.get(at).claim());
            lines.add("    " + (at + 1) + ") say " + ShellText.word(claim) + " ;;");
        }
        lines.add("  esac");
        lines.add("}");
        return lines;
    }

    private static List<String> look(Probe probe) {
        return switch (probe) {
            case Probe.BridgeUp up ->
                one("bridge_up", up.netvm().value(), up.bridge().value());
            case Probe.BridgeGone gone ->
                one("bridge_gone", gone.netvm().value(), gone.bridge().value());
            case Probe.UplinkInBridge in ->
                one(
                        "port_of",
                        in.netvm().value(),
                        in.uplink().value(),
                        in.bridge().value());
            case Probe.HasAddress has ->
                one("has_address", has.netvm().value(), has.link().value());
            case Probe.RulesInForce rules -> {
                List<String> body = new ArrayList<>(List.of("looks=0", "met=0"));
                body.addAll(ActionText.seen(rules.check()));
                body.add("rules_in_force");
                yield body;
            }
            case Probe.QubeOnBridge on ->
                one(
                        "on_bridge",
                        on.qube().value(),
                        on.netvm().value(),
                        on.bridge().value());
            case Probe.QubeOffBridge off ->
                one("off_bridge", off.qube().value(), off.netvm().value());
            case Probe.RouterAnswers router ->
                one("router_answers", router.from().value(), router.netvm().value());
            case Probe.StaysSilent silent ->
                one("stays_silent", silent.from().value(), silent.address().value());
        };
    }

    private static List<String> one(String function, String... words) {
        return List.of(function + " " + ShellText.words(List.of(words)));
    }
}
