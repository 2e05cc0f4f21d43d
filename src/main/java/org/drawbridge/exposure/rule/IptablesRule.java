package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the words of one iptables rule. */
final class IptablesRule {

    private static final Set<String> GENERAL = Set.of(
            "-i",
            "--in-interface",
            "-o",
            "--out-interface",
            "-s",
            "--source",
            "--src",
            "-d",
            "--destination",
            "--dst",
            "-p",
            "--protocol",
            "--proto",
            "-m",
            "--match",
            "-j",
            "--jump",
            "-g",
            "--goto",
            "-f",
            "--fragment",
            "!");

    private final List<String> words;
    private final Set<String> chains;
    private final IptablesMatches matches = new IptablesMatches();
    private Target target = new Target.Pass("count");
    private int position;

    /**
     * @param words what stands behind the chain
     * @param chains the chains of the table
     */
    IptablesRule(List<String> words, Set<String> chains) {
        this.words = words;
        this.chains = chains;
    }

    List<Statement> statements() {
        while (position < words.size()) {
            boolean inverted = words.get(position).equals("!");
            if (inverted) {
                position++;
            }
            if (position < words.size()) {
                option(words.get(position++), inverted);
            }
        }
        List<Statement> statements = new ArrayList<>(matches.all());
        statements.add(target);
        return statements;
    }

    private void option(String option, boolean inverted) {
        switch (option) {
            case "-j", "--jump" -> target = target(value());
            case "-g", "--goto" -> target = new Target.Goto(value());
            case "-m", "--match" -> matches.module(value());
            case "-c", "--set-counters" -> {
                value();
                value();
            }
            default -> {
                if (!matches.take(option, inverted, this::value)) {
                    matches.unknown("the option " + option + " is not known");
                    while (position < words.size() && !GENERAL.contains(words.get(position))) {
                        position++;
                    }
                }
            }
        }
    }

    /** The next word; empty behind the last one. */
    private String value() {
        return position < words.size() ? words.get(position++) : "";
    }

    private Target target(String name) {
        if (chains.contains(name)) {
            return new Target.Jump(name);
        }
        List<String> options = new ArrayList<>();
        while (position < words.size()
                && !Set.of("-m", "!", "-i", "-o", "-s", "-d", "-p").contains(words.get(position))) {
            options.add(words.get(position++));
        }
        return switch (name) {
            case "ACCEPT" -> new Target.Accept();
            case "DROP" -> new Target.Drop();
            case "RETURN" -> new Target.Return();
            case "REJECT" -> new Target.Reject(option(options, "--reject-with", "icmp-port-unreachable"));
            case "MASQUERADE" -> new Target.Translate(Target.Translate.Kind.MASQUERADE, null, null);
            case "SNAT" -> translate(Target.Translate.Kind.SOURCE, option(options, "--to-source", ""));
            case "DNAT" -> translate(Target.Translate.Kind.DESTINATION, option(options, "--to-destination", ""));
            case "REDIRECT" ->
                translate(
                        Target.Translate.Kind.REDIRECT,
                        options.contains("--to-ports") ? ":" + option(options, "--to-ports", "") : "");
            case "MARK" -> IptablesMarks.mark(false, options);
            case "CONNMARK" -> IptablesMarks.mark(true, options);
            case "LOG",
                    "ULOG",
                    "NFLOG",
                    "TRACE",
                    "AUDIT",
                    "CLASSIFY",
                    "TCPMSS",
                    "TOS",
                    "DSCP",
                    "CHECKSUM",
                    "SECMARK",
                    "CONNSECMARK" -> new Target.Pass(name);
            case "NOTRACK" -> new Target.Notrack();
            case "CT" -> options.contains("--notrack") ? new Target.Notrack() : new Target.Pass(name);
            default -> new Target.Unknown("the target " + name + " is not known");
        };
    }

    private static String option(List<String> options, String name, String otherwise) {
        int at = options.indexOf(name);
        return at >= 0 && at + 1 < options.size() ? options.get(at + 1) : otherwise;
    }

    /** The text is {@code ADDRESS[-ADDRESS][:PORT[-PORT]]}. */
    private static Target translate(Target.Translate.Kind kind, String to) {
        int colon = to.indexOf(':');
        String address = colon < 0 ? to : to.substring(0, colon);
        String port = colon < 0 ? "" : to.substring(colon + 1);
        IntervalSet addresses =
                address.isEmpty() ? null : Numbers.addresses(address).orElse(IntervalSet.EMPTY);
        IntervalSet ports = port.isEmpty() ? null : Numbers.ports(port, '-').orElse(IntervalSet.EMPTY);
        boolean source = kind == Target.Translate.Kind.SOURCE;
        boolean clear = (addresses == null || (source ? !addresses.isEmpty() : addresses.isSingle()))
                && (ports == null || (source ? !ports.isEmpty() : ports.isSingle()));
        return clear
                ? new Target.Translate(kind, addresses, ports)
                : new Target.Unknown("it translates to one of several addresses or ports: " + to);
    }
}
