package org.drawbridge.plan.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is embedded in a script comes out of a shell as it went in. */
class ShellTextTests {

    private static final int ROUNDS = 400;

    private static final List<String> HOSTILE = List.of(
            "'",
            "''",
            "\"",
            "$(id)",
            "`id`",
            "$IFS",
            "\\",
            "\\'",
            "\n",
            "\n\n",
            "\t",
            " ",
            "*",
            "~",
            "-n",
            "--",
            "%s",
            "#",
            ";",
            "&",
            "|",
            "<<'EOF'",
            "EOF",
            "END_",
            "}",
            ")",
            "!",
            "\u00e9",
            "\u202e",
            "\ud83c\udf09",
            "\r",
            "\u0007",
            "a",
            "Z",
            "0");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh", "bash"})
    void wordsComeOutAsTheyWentIn(String shell) throws Exception {
        long seed = 1;
        System.out.println("Seed " + seed);
        Random random = new Random(seed);
        StringBuilder script = new StringBuilder();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        for (int round = 0; round < ROUNDS; round++) {
            String word = text(random);
            script.append("printf '%s\\0' ").append(ShellText.word(word)).append('\n');
            expected.writeBytes(word.getBytes(StandardCharsets.UTF_8));
            expected.write(0);
        }
        assertThat(run(shell, script.toString())).isEqualTo(expected.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh", "bash"})
    void contentsComeOutAsTheyWentIn(String shell) throws Exception {
        long seed = 2;
        System.out.println("Seed " + seed);
        Random random = new Random(seed);
        StringBuilder script = new StringBuilder();
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        List<byte[]> contents = new ArrayList<>(List.of(new byte[0], new byte[] {'\n'}, new byte[] {0}));
        for (int round = 0; round < ROUNDS / 4; round++) {
            contents.add(content(random));
        }
        // A text that holds the very line which ends its own document cannot be made, but one that nearly does can.
        contents.add("END_000000000000\nEND_\n".getBytes(StandardCharsets.US_ASCII));
        for (byte[] content : contents) {
            ShellText.print(content).forEach(line -> script.append(line).append('\n'));
            expected.writeBytes(content);
        }
        assertThat(run(shell, script.toString())).isEqualTo(expected.toByteArray());
    }

    @Test
    void commentsStayCommentsWhateverIsInThem() throws Exception {
        long seed = 3;
        System.out.println("Seed " + seed);
        Random random = new Random(seed);
        StringBuilder script = new StringBuilder();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> lines = ShellText.comment("  " + text(random) + " and " + text(random));
            assertThat(lines)
                    .allSatisfy(line -> assertThat(line).startsWith("#").doesNotContain("\n", "\r", "\u202e"));
            lines.forEach(line -> script.append(line).append('\n'));
        }
        assertThat(run("dash", script + "printf still-here\n"))
                .isEqualTo("still-here".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void readableTextIsPrintedAsItIsReadAndTheRestIsNot() {
        assertThat(ShellText.print("[connection]\nid=a\n".getBytes(StandardCharsets.US_ASCII)))
                .containsExactly("cat <<'END_dd5b1fe64095'", "[connection]", "id=a", "END_dd5b1fe64095");
        assertThat(ShellText.print("no last newline".getBytes(StandardCharsets.US_ASCII)))
                .containsExactly("base64 -d <<'END_8e885ac1ced9'", "bm8gbGFzdCBuZXdsaW5l", "END_8e885ac1ced9");
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(8); length >= 0; length--) {
            text.append(HOSTILE.get(random.nextInt(HOSTILE.size())));
        }
        return text.toString();
    }

    private static byte[] content(Random random) {
        if (random.nextBoolean()) {
            return (text(random) + (random.nextBoolean() ? "\n" : "")).getBytes(StandardCharsets.UTF_8);
        }
        byte[] binary = new byte[random.nextInt(3000)];
        random.nextBytes(binary);
        return binary;
    }

    private byte[] run(String shell, String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("script"), script);
        Path said = folder.resolve("said");
        List<String> argv = new ArrayList<>(List.of(shell.split(" ", -1)));
        argv.add(file.toString());
        Process process = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readAllBytes(said);
    }
}
