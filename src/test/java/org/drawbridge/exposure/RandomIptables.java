package org.drawbridge.exposure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Rules for iptables-restore, as Qubes ships them with more added, or all made up; what is made up is what people use. */
final class RandomIptables {

    private static final Map<String, List<String>> HOOKS = new LinkedHashMap<>();

    static {
        HOOKS.put("raw", List.of("PREROUTING", "OUTPUT"));
        HOOKS.put("mangle", List.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING"));
        HOOKS.put("nat", List.of("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING"));
        HOOKS.put("filter", List.of("INPUT", "FORWARD", "OUTPUT"));
    }

    private final Dice dice;
    private final RandomWords words;
    private final Map<String, List<String>> tables = new LinkedHashMap<>();

    /** @param stock an iptables-save text to begin with; empty for none */
    RandomIptables(Dice dice, String stock) {
        this.dice = dice;
        this.words = new RandomWords(dice);
        HOOKS.keySet().forEach(table -> tables.put(table, new ArrayList<>()));
        String table = "";
        for (String line : stock.lines().toList()) {
            if (line.startsWith("*")) {
                table = line.substring(1);
            } else if (line.startsWith(":") || line.startsWith("-")) {
                tables.get(table).add(line);
            }
        }
        HOOKS.forEach(this::declare);
        HOOKS.forEach(this::fill);
    }

    /** All of the rules. */
    String text() {
        return text(List.copyOf(tables.keySet()));
    }

    /** Those of one table only. */
    String text(List<String> some) {
        StringBuilder text = new StringBuilder();
        for (String table : some) {
            text.append('*').append(table).append('\n');
            tables.get(table).forEach(line -> text.append(line).append('\n'));
            text.append("COMMIT\n");
        }
        return text.toString();
    }

    private void declare(String table, List<String> hooks) {
        List<String> lines = tables.get(table);
        List<String> missing = new ArrayList<>();
        for (String hook : hooks) {
            if (lines.stream().noneMatch(line -> line.startsWith(":" + hook + " "))) {
                boolean drop = !table.equals("nat") && dice.oneIn(table.equals("filter") ? 3 : 15);
                missing.add(":" + hook + (drop ? " DROP" : " ACCEPT") + " [0:0]");
            }
        }
        lines.addAll(0, missing);
    }

    private void fill(String table, List<String> hooks) {
        for (String hook : hooks) {
            int most = table.equals("filter") || table.equals("nat") ? 6 : 2;
            int users = dice.oneIn(3) ? dice.between(1, 3) : 0;
            for (int user = 1; user <= users; user++) {
                String chain = hook + "-u" + user;
                tables.get(table).addFirst(":" + chain + " - [0:0]");
                insert(table, chain, hook, user, users, dice.between(0, 3));
            }
            insert(table, hook, hook, 0, users, dice.below(most + 1));
        }
    }

    private void insert(String table, String chain, String hook, int user, int users, int rules) {
        List<String> lines = tables.get(table);
        int first = (int) lines.stream().takeWhile(line -> line.startsWith(":")).count();
        for (int i = 0; i < rules; i++) {
            lines.add(dice.between(first, lines.size()), rule(table, chain, hook, user, users));
        }
    }

    private String rule(String table, String chain, String hook, int user, int users) {
        StringJoiner rule = new StringJoiner(" ").add("-A").add(chain);
        boolean tcpOrUdp = protocol(rule);
        for (int i = dice.below(3); i > 0; i--) {
            match(rule, hook);
        }
        target(rule, table, hook, user, users, tcpOrUdp);
        return rule.toString();
    }

    private String not() {
        return dice.oneIn(4) ? "! " : "";
    }

    /** Whether the rule is for TCP or UDP alone. */
    private boolean protocol(StringJoiner rule) {
        switch (dice.below(8)) {
            case 0, 1 -> {
                String protocol = dice.pick("tcp", "udp");
                rule.add("-p " + protocol);
                switch (dice.below(5)) {
                    case 0 -> rule.add("-m " + protocol + " " + not() + "--dport " + words.ports(':'));
                    case 1 -> rule.add("-m " + protocol + " " + not() + "--sport " + words.ports(':'));
                    case 2 ->
                        rule.add("-m multiport " + not() + dice.pick("--dports ", "--sports ", "--ports ")
                                + words.portList(':'));
                    default -> {}
                }
                return true;
            }
            case 2 -> rule.add("-p icmp").add(dice.oneIn(2) ? "-m icmp " + not() + "--icmp-type " + words.icmp() : "");
            case 3 -> rule.add(not() + "-p " + dice.pick("tcp", "udp", "icmp", "47", "esp", "igmp"));
            default -> {}
        }
        return false;
    }

    private void match(StringJoiner rule, String hook) {
        boolean hasIn = List.of("PREROUTING", "INPUT", "FORWARD").contains(hook);
        boolean hasOut = List.of("FORWARD", "OUTPUT", "POSTROUTING").contains(hook);
        String said = rule.toString();
        String match = switch (dice.below(17)) {
            case 0 -> hasIn ? not() + "-i " + words.iptablesInterface() : "";
            case 1 -> hasOut ? not() + "-o " + words.iptablesInterface() : "";
            case 2 -> not() + "-s " + words.network();
            case 3 -> not() + "-d " + words.network();
            case 4 -> "-m iprange " + not() + dice.pick("--src-range ", "--dst-range ") + words.range();
            case 5 -> "-m state " + not() + "--state " + words.states().toUpperCase(java.util.Locale.ROOT);
            case 6 -> "-m conntrack " + not() + "--ctstate " + words.states().toUpperCase(java.util.Locale.ROOT);
            case 7 ->
                "-m addrtype " + not() + dice.pick("--src-type ", "--dst-type ")
                        + String.join(",", dice.some(List.of("LOCAL", "BROADCAST", "UNICAST", "MULTICAST"), 2));
            case 8 -> "-m pkttype " + not() + "--pkt-type " + dice.pick("unicast", "broadcast", "multicast");
            case 9 -> physdev(hook);
            case 10 -> "-m mark " + not() + "--mark " + words.mark();
            case 11 -> hasState(hook) ? "-m connmark " + not() + "--mark " + words.mark() : "";
            case 12 -> hasState(hook) ? "-m conntrack " + not() + history() : "";
            case 13 -> hasIn ? "-m devgroup " + not() + "--src-group " + dice.pick("0x0", "0x2", "0x1") : "";
            case 14 -> hasOut ? "-m devgroup " + not() + "--dst-group " + dice.pick("0x0", "0x2", "0x1") : "";
            case 15 -> dice.pick("-f", "! -f", "! -f");
            default -> "-m comment --comment \"it's a \\\"rule\\\" -j DROP\"";
        };
        for (String option : List.of(
                "-i ",
                "-o ",
                "-s ",
                "-d ",
                "-f",
                "iprange",
                "conntrack",
                "state",
                "addrtype",
                "pkttype",
                "physdev",
                "devgroup",
                " mark",
                "connmark")) {
            if (match.contains(option) && said.contains(option)) {
                return;
            }
        }
        rule.add(match);
    }

    private static boolean hasState(String hook) {
        return !hook.equals("OUTPUT");
    }

    private String history() {
        return switch (dice.below(4)) {
            case 0 -> "--ctorigsrc " + words.network();
            case 1 -> "--ctorigdst " + words.network();
            case 2 -> "--ctorigdstport " + words.ports(':');
            default -> "--ctproto " + dice.pick("tcp", "udp", "icmp");
        };
    }

    private String physdev(String hook) {
        if (List.of("FORWARD", "POSTROUTING").contains(hook) && dice.oneIn(2)) {
            String out = dice.oneIn(2) ? " " + not() + "--physdev-out " + words.iptablesInterface() : "";
            String isOut = dice.oneIn(3) ? " --physdev-is-out" : "";
            return "-m physdev --physdev-is-bridged" + out + isOut;
        }
        return switch (dice.below(4)) {
            case 0 -> "-m physdev " + not() + "--physdev-is-bridged";
            case 1 -> "-m physdev " + not() + "--physdev-is-in";
            default -> hook.equals("OUTPUT") ? "" : "-m physdev " + not() + "--physdev-in " + words.iptablesInterface();
        };
    }

    private void target(StringJoiner rule, String table, String hook, int user, int users, boolean tcpOrUdp) {
        if (user < users && dice.oneIn(3)) {
            rule.add(dice.pick("-j ", "-j ", "-g ") + hook + "-u" + dice.between(user + 1, users));
            return;
        }
        if (table.equals("nat") && dice.oneIn(2)) {
            rule.add("-j " + translation(hook, tcpOrUdp));
            return;
        }
        List<String> targets = new ArrayList<>(List.of("ACCEPT", "ACCEPT", "RETURN"));
        if (!table.equals("nat")) {
            targets.addAll(List.of("DROP", "DROP", "LOG"));
        }
        switch (table) {
            case "raw" -> targets.addAll(List.of("CT --notrack", "NOTRACK"));
            case "mangle" -> {
                targets.add("MARK --set-xmark " + words.mark());
                targets.add("MARK --or-mark 0x" + dice.pick("100", "200"));
                targets.add("CONNMARK --set-xmark " + words.mark());
                targets.add("CONNMARK " + dice.pick("--save-mark", "--restore-mark") + " --nfmask 0xff00 --ctmask "
                        + dice.pick("0xff00", "0x300"));
            }
            case "filter" -> {
                targets.add("REJECT --reject-with " + dice.pick("icmp-host-prohibited", "icmp-port-unreachable"));
                targets.add("DROP");
            }
            default -> {}
        }
        rule.add("-j " + dice.pick(targets));
    }

    private String translation(String hook, boolean tcpOrUdp) {
        return switch (hook) {
            case "PREROUTING", "OUTPUT" -> {
                String port = tcpOrUdp && dice.oneIn(2) ? ":" + words.port() : "";
                String ports = tcpOrUdp && dice.oneIn(2) ? " --to-ports " + words.port() : "";
                yield dice.oneIn(2) ? "DNAT --to-destination " + words.host() + port : "REDIRECT" + ports;
            }
            case "POSTROUTING" -> dice.oneIn(2) ? "MASQUERADE" : "SNAT --to-source " + words.source();
            default -> "SNAT --to-source " + words.source();
        };
    }
}
