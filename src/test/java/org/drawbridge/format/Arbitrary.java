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
