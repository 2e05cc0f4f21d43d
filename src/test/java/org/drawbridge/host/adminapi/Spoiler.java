package org.drawbridge.host.adminapi;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes something else of an answer, as a broken or hostile server might. */
final class Spoiler {

    /** Invalid UTF-8, and texts that are harmless nowhere or in the wrong place only. */
    private static final List<byte[]> PIECES = List.of(
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xc3},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
            new byte[] {0},
            new byte[] {0, 0},
            text("\n"),
            text("\r\n"),
            text(" "),
            text("="),
            text("\\"),
            text("\\n"),
            text("\u001b[2J\u0007"),
            text("\u202eoverride"),
            text("<script>alert(1)</script>"),
            text("../../etc/shadow"),
            text("-rf"),
            text("a name with spaces class=AppVM"),
            text("x".repeat(200)),
            text("default=Maybe type=bool "),
            text("default=True type=BOOL!"),
            text("class=AppVM class=AppVM"),
            text("power_state="),
            text("%s%n${jndi:x}"),
            text("9".repeat(40)),
            text("grün"));

    private final Random random;

    Spoiler(Random random) {
        this.random = random;
    }

    byte[] spoil(byte[] answer) {
        byte[] spoilt = answer;
        for (int times = random.nextInt(3); times >= 0; times--) {
            spoilt = once(spoilt);
        }
        return spoilt;
    }

    private byte[] once(byte[] answer) {
        int at = random.nextInt(answer.length + 1);
        int end = at + random.nextInt(answer.length - at + 1);
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(answer, at);
            case 1 -> joined(Arrays.copyOf(answer, at), Arrays.copyOfRange(answer, end, answer.length));
            case 2 -> joined(Arrays.copyOf(answer, end), Arrays.copyOfRange(answer, at, answer.length));
            case 3 -> flipped(answer);
            case 4 -> noise();
            case 5 -> joined(Arrays.copyOf(answer, at), piece(), Arrays.copyOfRange(answer, end, answer.length));
            default -> joined(Arrays.copyOf(answer, at), piece(), Arrays.copyOfRange(answer, at, answer.length));
        };
    }

    private byte[] piece() {
        return PIECES.get(random.nextInt(PIECES.size()));
    }

    private byte[] flipped(byte[] answer) {
        byte[] flipped = answer.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(100)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
