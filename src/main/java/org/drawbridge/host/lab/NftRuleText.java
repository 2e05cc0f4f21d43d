package org.drawbridge.host.lab;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings a rule's words into the form in which nft lists it, and refuses words that no rule begins with. */
final class NftRuleText {

    private static final Set<String> NAMES = Set.of("iifname", "oifname", "iif", "oif");
    private static final Set<String> WORDS = Set.of(
            "iifname",
            "oifname",
            "iif",
            "oif",
            "iifgroup",
            "oifgroup",
            "iiftype",
            "oiftype",
            "meta",
            "ct",
            "ip",
            "ip6",
            "tcp",
            "udp",
            "icmp",
            "icmpv6",
            "ether",
            "arp",
            "th",
            "fib",
            "vlan",
            "mark",
            "skuid",
            "pkttype",
            "jump",
            "goto",
            "accept",
            "drop",
            "return",
            "continue",
            "queue",
            "counter",
            "masquerade",
            "dnat",
            "snat",
            "redirect",
            "reject",
            "log",
            "limit",
            "comment",
            "notrack",
            "set",
            "add",
            "update",
            "exthdr",
            "rt",
            "socket");

    private NftRuleText() {}

    static String of(List<String> words, int line, NftNotes.Table table) {
        if (words.isEmpty() || !WORDS.contains(words.getFirst())) {
            throw new NftRefusal(line, "syntax error, unexpected " + (words.isEmpty() ? "newline" : words.getFirst()));
        }
        StringBuilder text = new StringBuilder();
        @Nullable String before = null;
        boolean mapped = false;
        int depth = 0;
        for (String word : words) {
            check(before, word, line, table);
            depth += word.equals("{") ? 1 : word.equals("}") ? -1 : 0;
            boolean listed = depth == 0 && ",".equals(before);
            if (!text.isEmpty() && !word.equals(",") && !listed) {
                text.append(' ');
            }
            mapped = mapped || word.equals(".");
            text.append(before != null && NAMES.contains(before) && isBareName(word) ? "\"" + word + "\"" : word);
            before = word;
        }
        String rule = text.toString().replace("ct state related,established", "ct state established,related");
        return mapped ? rule : rule.replace("meta l4proto udp udp ", "udp ");
    }

    private static boolean isBareName(String word) {
        return !word.startsWith("\"")
                && !word.equals("{")
                && !word.equals(".")
                && !word.equals("!=")
                && !word.startsWith("@");
    }

    private static void check(@Nullable String before, String word, int line, NftNotes.Table table) {
        boolean jumps = "jump".equals(before) || "goto".equals(before);
        if (jumps && table.chain(word).isEmpty()) {
            throw new NftRefusal(line, "Could not process rule: No such file or directory");
        }
        if (word.startsWith("@")
                && !word.startsWith("@th")
                && table.set(word.substring(1)).isEmpty()) {
            throw new NftRefusal(line, "No such file or directory; set " + word.substring(1) + " does not exist");
        }
    }
}
