package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks the words of a rule and brings them into the form in which iptables-save prints them. */
final class IptablesSpec {

    private static final Set<String> OPTIONS = Set.of(
            "-s",
            "-d",
            "-i",
            "-o",
            "-p",
            "-m",
            "-j",
            "-g",
            "-f",
            "--source",
            "--destination",
            "--in-interface",
            "--out-interface",
            "--protocol",
            "--match",
            "--jump",
            "--goto",
            "--dport",
            "--sport",
            "--dports",
            "--sports",
            "--state",
            "--ctstate",
            "--src-range",
            "--dst-range",
            "--reject-with",
            "--to-destination",
            "--to-source",
            "--to-ports",
            "--physdev-in",
            "--physdev-out",
            "--physdev-is-bridged",
            "--physdev-is-in",
            "--physdev-is-out",
            "--comment",
            "--mark",
            "--set-mark",
            "--set-xmark",
            "--icmp-type",
            "--syn",
            "--tcp-flags",
            "--log-prefix",
            "--log-level",
            "--limit",
            "--limit-burst",
            "--pkt-type",
            "--mac-source",
            "--random",
            "--notrack");
    private static final Set<String> TARGETS = Set.of(
            "ACCEPT",
            "DROP",
            "REJECT",
            "RETURN",
            "MASQUERADE",
            "DNAT",
            "SNAT",
            "REDIRECT",
            "LOG",
            "MARK",
            "CONNMARK",
            "NOTRACK",
            "CT",
            "TCPMSS",
            "QUEUE",
            "NFQUEUE");
    private static final Set<String> MATCHES = Set.of(
            "state",
            "conntrack",
            "iprange",
            "physdev",
            "comment",
            "tcp",
            "udp",
            "icmp",
            "mark",
            "multiport",
            "limit",
            "pkttype",
            "mac",
            "addrtype",
            "connmark");

    private final String version;
    private final int line;
    private final Set<String> chains;

    IptablesSpec(String version, int line, Set<String> chains) {
        this.version = version;
        this.line = line;
        this.chains = chains;
    }

    String normal(List<String> tokens) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            if (token.startsWith("-") && token.length() > 1) {
                String option = shortForm(token);
                String value = i + 1 < tokens.size() ? tokens.get(i + 1) : "";
                check(option, value);
                words.add(option);
                if (isAddress(option) && !value.isEmpty()) {
                    words.add(value.contains("/") ? value : value + "/32");
                    i++;
                }
            } else {
                words.add(quoted(token));
            }
        }
        return String.join(" ", words);
    }

    private void check(String option, String value) {
        if (!OPTIONS.contains(option)) {
            throw IptablesRefusal.usage(version, line, "unknown option \"" + option + "\"");
        }
        if (option.equals("-m") && !MATCHES.contains(value)) {
            throw IptablesRefusal.usage(version, line, "Couldn't load match `" + value + "':No such file or directory");
        }
        if ((option.equals("-j") || option.equals("-g")) && !TARGETS.contains(value) && !chains.contains(value)) {
            throw IptablesRefusal.usage(
                    version, line, "Couldn't load target `" + value + "':No such file or directory");
        }
    }

    private static String shortForm(String option) {
        return switch (option) {
            case "--source" -> "-s";
            case "--destination" -> "-d";
            case "--in-interface" -> "-i";
            case "--out-interface" -> "-o";
            case "--protocol" -> "-p";
            case "--match" -> "-m";
            case "--jump" -> "-j";
            case "--goto" -> "-g";
            default -> option;
        };
    }

    private static boolean isAddress(String option) {
        return option.equals("-s") || option.equals("-d");
    }

    private static String quoted(String word) {
        return word.chars().anyMatch(c -> c == ' ' || c == '"' || c == '\'' || c == '\\')
                ? "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
                : word;
    }
}
