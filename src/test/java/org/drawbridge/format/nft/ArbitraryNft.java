package org.drawbridge.format.nft;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Arbitrary nftables texts from a seed, which stands in the name of a test that fails. */
final class ArbitraryNft {

    private static final List<String> RULES = List.of(
            "accept",
            "counter drop",
            "jump custom-forward",
            "ct state established,related accept",
            "iifname \"bridge0\" ct state new drop comment \"drawbridge bridge0\"",
            "iifgroup 2 meta l4proto udp udp dport 68 counter drop",
            "iifname . ip saddr @allowed accept",
            "tcp dport { 22, 80-90, 443 } accept",
            "ip saddr != { 10.137.0.0/16, 10.138.0.0/16 } drop",
            "tcp dport vmap { 22 : accept, 80 : goto web }",
            "dnat to 10.139.1.1:53",
            "masquerade random",
            "reject with icmp type host-prohibited",
            "meta mark set 0x1 accept",
            "tcp flags & (syn | ack) == syn drop",
            "log prefix \"x \" level debug");

    private static final List<String> TOKENS = List.of(
            "table",
            "ip",
            "t",
            "{",
            "}",
            "chain",
            "c",
            "\n",
            ";",
            "accept",
            "drop",
            "set",
            "map",
            "elements",
            "=",
            ",",
            ".",
            ":",
            "type",
            "filter",
            "hook",
            "priority",
            "policy",
            "tcp",
            "dport",
            "22",
            "\"x\"",
            "@",
            "$",
            "define",
            "add",
            "rule",
            "element",
            "delete",
            "vmap",
            "jump",
            "!=",
            "-",
            "&",
            "comment",
            "counter",
            "log",
            "fib",
            "dnat",
            "to",
            "masquerade",
            "random",
            "ct",
            "original",
            "flow",
            "reject",
            "with");

    private final Random random;

    ArbitraryNft(long seed) {
        random = new Random(seed);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int table = random.nextInt(3); table >= 0; table--) {
            text.append("table ")
                    .append(oneOf(List.of("ip ", "ip6 ", "inet ", "")))
                    .append("t {\n");
            if (random.nextBoolean()) {
                text.append(" set s { type ipv4_addr; elements = { 1.2.3.4, 5.6.7.8 } }\n");
            }
            for (int chain = random.nextInt(3); chain > 0; chain--) {
                text.append(" chain c").append(chain).append(" {\n");
                if (random.nextBoolean()) {
                    text.append("  type filter hook forward priority filter")
                            .append(oneOf(List.of("", " + 1", " - 7", "-7")))
                            .append("; policy drop;\n");
                }
                for (int rule = random.nextInt(5); rule > 0; rule--) {
                    text.append("  ").append(oneOf(RULES)).append(oneOf(List.of("\n", ";\n", " # why\n", "\n\n")));
                }
                text.append(" }\n");
            }
            text.append("}\n");
        }
        for (int rule = random.nextInt(3); rule > 0; rule--) {
            text.append(oneOf(List.of("add", "insert")))
                    .append(" rule t c ")
                    .append(oneOf(RULES))
                    .append('\n');
        }
        return text.toString();
    }

    String damaged() {
        StringBuilder text = new StringBuilder(text());
        for (int i = 0; i < 3; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, oneOf(TOKENS));
                default -> text.setCharAt(at, "{}\"$@;\n\\x".charAt(random.nextInt(9)));
            }
        }
        return text.toString();
    }

    String tokens() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(oneOf(TOKENS)).append(random.nextInt(4) == 0 ? "" : " ");
        }
        return text.toString();
    }

    String noise() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
