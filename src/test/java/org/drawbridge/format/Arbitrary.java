package org.drawbridge.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** Arbitrary input from a seed; the seed is the test's parameter and so stands in its name when it fails. */
final class Arbitrary {

    private static final List<String> RULES = List.of(
            "-A POSTROUTING -j MASQUERADE",
            "-A POSTROUTING -o vif+ -j ACCEPT",
            "[12:3456] -A FORWARD -j DROP",
            "-A FORWARD  -i vif+\t-j ACCEPT ",
            "-A INPUT -m comment --comment \"a \\\"b\\\" c\" -j REJECT",
            "-A INPUT ! -s 10.137.1.1 -j DROP",
            "-I INPUT 1 -j ACCEPT",
            "-N EXTRA",
            ":FORWARD DROP [0:0]",
            ":PR-QBS - [1:2]",
            ":INPUT ACCEPT");
    private static final List<String> BETWEEN =
            List.of("", "# a comment — über", "#", "   ", "\t", "#-A INPUT -j DROP");

    private final Random random;

    Arbitrary(long seed) {
        random = new Random(seed);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** For tests that start programs which take their time. */
    static LongStream fewSeeds() {
        return LongStream.range(0, 40);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    byte[] bytes(int most) {
        byte[] bytes = new byte[random.nextInt(most + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Mostly the bytes that mean something in the format, so that more than the first line is reached. */
    byte[] bytesOf(String alphabet, int most) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(most + 1);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    String ending() {
        return chance(4) ? "\r\n" : "\n";
    }

    /** A rules file with comments, blank lines, mixed endings, and now and then no feed after the last line. */
    String rules() {
        StringBuilder text = new StringBuilder();
        for (String table : List.of("nat", "filter")) {
            between(text);
            text.append('*').append(table).append(ending());
            List<String> body = new ArrayList<>();
            for (int i = below(8); i > 0; i--) {
                body.add(oneOf(RULES));
            }
            body.forEach(line -> {
                between(text);
                text.append(line).append(ending());
            });
            between(text);
            text.append("COMMIT").append(ending());
        }
        return chance(5) ? text.toString().stripTrailing() : text.toString();
    }

    /** A keyfile with comments, blank lines, groups that repeat, mixed endings, and now and then no last feed. */
    String keyfile() {
        StringBuilder text = new StringBuilder();
        for (int i = below(4); i > 0; i--) {
            between(text);
            text.append(oneOf(List.of("[connection]", "[ipv4]", " [bridge] "))).append(ending());
            for (int j = below(4); j > 0; j--) {
                between(text);
                text.append(oneOf(List.of("id=x", "type = bridge", "\tdns=1;2;", "k[de]=\\s", "e=")))
                        .append(ending());
            }
        }
        between(text);
        return chance(4) ? text.toString().stripTrailing() : text.toString();
    }

    /** A profile of a bridge or of its port, with good values and bad ones. */
    String profile() {
        boolean bridge = chance(2);
        StringBuilder text = new StringBuilder("[connection]\nid=x\n");
        text.append("uuid=")
                .append(chance(12) ? "xx" : "38320e5b-226c-409e-9fd6-0fbf4d0460a0")
                .append('\n');
        text.append(bridge ? "type=bridge\n" : oneOf(List.of("type=ethernet\n", "type=802-3-ethernet\n")));
        if (bridge) {
            text.append("interface-name=")
                    .append(chance(12) ? "a/b" : "bridge0")
                    .append('\n');
        }
        some(text, 4, "autoconnect", "true", "false", "0", "1", "maybe", "TRUE", "false ");
        some(text, 4, "autoconnect-priority", "0", "5", "-999", "1000", "1x", " 7 ");
        some(text, 4, "autoconnect-retries", "0", "-1", "-5", "+3");
        if (!bridge && chance(2)) {
            some(text, 8, "master", "bridge0");
            some(text, 8, "slave-type", "bridge");
            text.append("master=bridge0\nslave-type=bridge\n");
            text.append(oneOf(List.of("[ethernet]\n", "[802-3-ethernet]\n")));
            some(
                    text,
                    2,
                    "mac-address",
                    "zz",
                    "0:16:3e:0:0:1",
                    "00-16-3E-00-00-01",
                    "0016.3e00.0001",
                    "00:16:3e:00:00:01 ");
            some(text, 2, "duplex", "full", "half");
            some(text, 2, "speed", "100", "1000", "x");
        }
        if (bridge) {
            text.append("[bridge]\n");
            some(text, 3, "interface-name", "bridge0", "bridge1");
            some(text, 2, "stp", "true", "false", "maybe", "0", "no");
            some(text, 4, "vlan-filtering", "true", "1", "yes");
            some(text, 4, "multicast-snooping", "false", "0", "off");
            some(text, 4, "priority", "4096", "65535", "65536", "x");
            some(text, 6, "forward-delay", "2", "30", "15", "31", "x", "1");
            some(text, 6, "hello-time", "1", "10", "2", "11", "0");
            some(text, 6, "max-age", "6", "40", "41", "5");
            some(text, 4, "ageing-time", "0", "1000000", "1000001");
            some(text, 4, "mac-address", "zz", "02:00:00:00:00:0f");
            text.append("[ipv4]\n");
            boolean manual = chance(2);
            text.append(manual ? "method=manual\n" : "method=auto\n");
            if (manual) {
                text.append("address1=")
                        .append(oneOf(List.of("1.2.3.4/24", "1.2.3.4/8,1.2.3.1", "1.2.3.4", "1.2.3.4/33")))
                        .append('\n');
                some(text, 3, "gateway", "1.2.3.9", "1.2");
            }
            some(text, 4, "dns", "8.8.8.8", "1.1.1.1;8.8.8.8;");
            some(text, 4, "never-default", "true", "maybe", "0");
            some(text, 4, "may-fail", "false", "maybe");
            some(text, 3, "[ipv6]\nmethod", "disabled", "auto", "ignore", "sometimes");
        }
        return text.toString();
    }

    private void some(StringBuilder text, int oneIn, String key, String... values) {
        if (chance(oneIn)) {
            text.append(key).append('=').append(oneOf(List.of(values))).append('\n');
        }
    }

    private void between(StringBuilder text) {
        if (chance(3)) {
            text.append(oneOf(BETWEEN)).append(ending());
        }
    }

    /** Lines of a small alphabet, so that many are equal; sometimes without a feed at the end. */
    List<String> lines(int most) {
        List<String> lines = new ArrayList<>();
        for (int i = below(most + 1); i > 0; i--) {
            lines.add(oneOf(List.of("a", "b", "c", "", "d e f", "d x f", "{", "}", "-- a", "++ b", "ü\r")));
        }
        return lines;
    }

    String text(List<String> lines) {
        String text = String.join("\n", lines);
        return lines.isEmpty() || chance(4) ? text : text + "\n";
    }

    /** The lines with a few taken out, put in or changed. */
    List<String> edited(List<String> lines, int edits) {
        List<String> edited = new ArrayList<>(lines);
        for (int i = 0; i < edits; i++) {
            int at = below(edited.size() + 1);
            if (at < edited.size() && chance(2)) {
                edited.remove(at);
            } else {
                edited.addAll(at, lines(3));
            }
        }
        return edited;
    }
}
