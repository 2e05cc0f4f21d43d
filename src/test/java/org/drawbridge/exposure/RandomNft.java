package org.drawbridge.exposure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Rules for nft, as Qubes ships them with more added, or all made up; what is made up is what people use. */
final class RandomNft {

    private static final String VERDICT_WITHOUT_COUNTER =
            "^(?!.*\\bcounter\\b)(?!\\s*type )(.*?)\\b(accept|drop|masquerade|goto \\S+|jump \\S+)\\s*$";

    private final Dice dice;
    private final RandomWords words;
    private final StringBuilder text = new StringBuilder();

    /**
     * @param stock an nftables text to begin with, whose rules get counters; empty for none
     * @param bridged whether the net qube has a bridge
     */
    RandomNft(Dice dice, String stock, boolean bridged) {
        this.dice = dice;
        this.words = new RandomWords(dice);
        stock.lines()
                .map(line -> line.replaceFirst(VERDICT_WITHOUT_COUNTER, "$1counter $2"))
                .forEach(line -> text.append(line).append('\n'));
        if (!stock.isEmpty()) {
            custom("custom-forward", "forward");
            custom("custom-input", "input");
        }
        if (stock.isEmpty() || dice.oneIn(2)) {
            table(dice.pick("ip", "ip", "inet"));
        }
        if (bridged && dice.oneIn(4)) {
            bridgeTable();
        }
        if (dice.oneIn(8)) {
            ingress();
        }
    }

    String text() {
        return text.toString();
    }

    private void custom(String chain, String hook) {
        if (dice.oneIn(3)) {
            return;
        }
        text.append("table ip qubes {\n  chain ").append(chain).append(" {\n");
        rules(hook, false, false, "", 0, dice.between(1, 4));
        text.append("  }\n}\n");
    }

    private void table(String family) {
        text.append("table ").append(family).append(" made-up {\n");
        text.append("  set hosts { type ipv4_addr; flags interval; elements = { 10.137.0.11, 192.168.50.0/25 } }\n");
        text.append("  set pairs { type ifname . ipv4_addr; elements = { \"vif1.0\" . 10.137.0.11, \"eth0\" ."
                + " 192.168.50.10 } }\n");
        int chains = dice.between(1, 5);
        for (int number = 1; number <= chains; number++) {
            String hook = dice.pick("prerouting", "input", "forward", "forward", "output", "postrouting");
            boolean nat = !hook.equals("forward") && dice.oneIn(2);
            String base = (nat ? "nat-" : "filter-") + hook + number;
            int users = dice.oneIn(3) ? dice.between(1, 2) : 0;
            // A chain must be there before another one calls it.
            for (int user = users; user >= 1; user--) {
                text.append("  chain ").append(base).append("-u").append(user).append(" {\n");
                rules(hook, nat, false, base, users > user ? user + 1 : 0, dice.between(1, 3));
                text.append("  }\n");
            }
            text.append("  chain ").append(base).append(" {\n    type ").append(nat ? "nat" : "filter");
            text.append(" hook ").append(hook).append(" priority ").append(priority(hook, nat));
            text.append("; policy ")
                    .append(dice.oneIn(nat ? 30 : 5) ? "drop" : "accept")
                    .append(";\n");
            rules(hook, nat, false, base, users > 0 ? 1 : 0, dice.between(0, 5));
            text.append("  }\n");
        }
        text.append("}\n");
    }

    private String priority(String hook, boolean nat) {
        if (nat) {
            return hook.equals("prerouting") || hook.equals("output")
                    ? dice.pick("-100", "-110")
                    : dice.pick("100", "90");
        }
        return hook.equals("prerouting") || hook.equals("output")
                ? dice.pick("raw", "-150", "-50", "filter", "raw + 10")
                : dice.pick("filter", "-10", "mangle", "filter + 5", "50");
    }

    private void bridgeTable() {
        text.append("table bridge made-up {\n");
        for (String hook : dice.some(List.of("prerouting", "input", "forward", "output", "postrouting"), 3)) {
            text.append("  chain ")
                    .append(hook)
                    .append(" {\n    type filter hook ")
                    .append(hook);
            text.append(" priority ").append(dice.pick("filter", "0", "-300")).append("; policy accept;\n");
            rules(hook, false, true, "", 0, dice.between(1, 3));
            text.append("  }\n");
        }
        text.append("}\n");
    }

    private void ingress() {
        text.append("table netdev made-up {\n  chain in {\n    type filter hook ingress device \"eth0\" priority 0;"
                + " policy accept;\n");
        text.append("    ip saddr ").append(words.network()).append(" counter drop\n");
        text.append("    ")
                .append(ports())
                .append(" counter ")
                .append(dice.pick("accept", "drop"))
                .append("\n  }\n}\n");
    }

    private void rules(String hook, boolean nat, boolean bridge, String base, int user, int rules) {
        for (int i = 0; i < rules; i++) {
            StringJoiner rule = new StringJoiner(" ", "    ", "\n");
            for (int matches = dice.between(0, 2); matches > 0; matches--) {
                rule.add(match(bridge));
            }
            if (!nat && !bridge && dice.oneIn(8)) {
                text.append(rule.add(vmap(base, user)));
                continue;
            }
            if (!nat && !bridge && dice.oneIn(6)) {
                rule.add("counter " + mark());
                text.append(rule.add(dice.oneIn(3) ? "accept" : ""));
                continue;
            }
            rule.add(dice.oneIn(10) ? "log prefix \"it's \" counter" : "counter");
            text.append(rule.add(verdict(hook, nat, bridge, base, user)));
        }
    }

    private String mark() {
        return dice.pick(
                "meta mark set 0x100",
                "meta mark set meta mark or 0x300",
                "meta mark set meta mark and 0xfeff xor 0x200",
                "ct mark set meta mark and 0xff00",
                "ct mark set 0x300",
                "meta mark set ct mark");
    }

    private String vmap(String base, int user) {
        String chain = user > 0 && dice.oneIn(2) ? "jump " + base + "-u" + user : "drop";
        return switch (dice.below(4)) {
            case 0 -> "counter ct state vmap { established : accept, related : accept, invalid : " + chain + " }";
            case 1 -> "counter iifname vmap { \"vif1.0\" : " + chain + ", \"eth*\" : accept }";
            case 2 ->
                "counter ip saddr . meta l4proto vmap { 10.137.0.11 . tcp : accept, 192.168.50.10 . udp : " + chain
                        + " }";
            default -> "counter tcp dport vmap { 22 : accept, 80-90 : " + chain + " }";
        };
    }

    private String not() {
        return dice.oneIn(4) ? "!= " : "";
    }

    private String match(boolean bridge) {
        return switch (dice.below(bridge ? 6 : 18)) {
            case 0 -> "iifname " + not() + interfaces();
            case 1 -> "oifname " + not() + interfaces();
            case 2 -> dice.pick("ip saddr ", "ip daddr ") + not() + addresses(bridge);
            case 3 -> ports();
            case 4 ->
                dice.pick("meta l4proto ", "ip protocol ") + not() + dice.pick("tcp", "udp", "{ tcp, udp }", "icmp");
            case 5 -> dice.pick("meta pkttype ", "pkttype ") + not() + dice.pick("host", "broadcast", "multicast");
            case 6 -> dice.pick("iifgroup ", "oifgroup ") + not() + dice.pick("2", "0", "{ 1, 2 }", "default");
            case 7 -> "ct state " + not() + words.states().toLowerCase(Locale.ROOT);
            case 8 -> "icmp type " + not() + dice.pick("echo-request", "{ echo-request, echo-reply }", "8", "13");
            case 9 ->
                dice.pick("fib daddr type ", "fib saddr type ")
                        + not()
                        + dice.pick("local", "broadcast", "unicast", "{ local, multicast }");
            case 10 -> dice.pick("iifname . ip saddr ", "oifname . ip daddr ") + not() + pairs();
            case 11 -> "ct state " + dice.pick("{ new, invalid }", "!= { established, related }", "new");
            case 12 -> "meta mark & 0xff00 " + dice.pick("== ", "!= ") + dice.pick("0x100", "0x0", "0x300");
            case 13 -> "ct mark " + not() + dice.pick("0x100", "0x0", "{ 0x100, 0x300 }", "0x100-0x1ff");
            case 14 -> "ct original ip " + dice.pick("saddr ", "daddr ") + not() + words.network();
            case 15 -> "ct direction original";
            case 16 ->
                "ip " + dice.pick("saddr", "daddr") + " & 255.255.0.0 == " + dice.pick("10.137.0.0", "192.168.0.0");
            default -> "ip saddr . ip daddr { 10.137.0.11 . 198.51.100.1, 192.168.50.0/24 . 10.137.0.0/16 }";
        };
    }

    private String interfaces() {
        return dice.oneIn(3)
                ? "{ \"vif1.0\", \"eth0\", " + dice.pick("\"vif*\"", "\"bridge0\"", "\"lo\"") + " }"
                : words.nftInterface();
    }

    private String addresses(boolean bridge) {
        return switch (dice.below(bridge ? 2 : 3)) {
            case 0 -> dice.oneIn(2) ? words.network() : words.range();
            case 1 -> "{ " + words.host() + ", 10.9.0.0/16, 10.137.0.12-10.137.0.14 }";
            default -> text.indexOf("set hosts {", text.lastIndexOf("\ntable ")) >= 0 ? "@hosts" : words.host();
        };
    }

    private String pairs() {
        return text.indexOf("set pairs {", text.lastIndexOf("\ntable ")) >= 0 && dice.oneIn(2)
                ? "@pairs"
                : "{ \"vif1.0\" . 10.137.0.11, \"eth0\" . 198.51.100.1, \"vif3.0\" . 10.137.0.12 }";
    }

    private String ports() {
        String part = dice.pick("tcp ", "udp ", "th ") + dice.pick("dport ", "sport ");
        return switch (dice.below(5)) {
            case 0 -> part + not() + "{ " + words.port() + ", 1-20, 1024-40000 }";
            case 1 -> part + dice.pick("< ", ">= ", "> ", "<= ") + words.port();
            default -> part + not() + words.ports('-');
        };
    }

    private String verdict(String hook, boolean nat, boolean bridge, String base, int user) {
        List<String> verdicts = new ArrayList<>(List.of("accept", "accept", "drop", "return"));
        if (user > 0) {
            verdicts.addAll(List.of("jump " + base + "-u" + user, "goto " + base + "-u" + user));
        }
        if (nat) {
            verdicts.remove("drop");
            String to = hook.equals("postrouting")
                    ? dice.pick("masquerade", "snat ip to " + words.source())
                    : hook.equals("input")
                            ? "snat ip to 203.0.113.5"
                            : dice.pick("redirect", "dnat ip to " + words.host());
            verdicts.addAll(List.of(to, to, to));
        } else if (!bridge && !hook.equals("postrouting") && !hook.equals("prerouting")) {
            verdicts.add("reject");
            verdicts.add("reject with icmp type host-prohibited");
        }
        if (hook.equals("prerouting") && base.startsWith("filter-") && text.lastIndexOf("priority raw") > 0) {
            verdicts.add("notrack");
        }
        return dice.pick(verdicts);
    }
}
