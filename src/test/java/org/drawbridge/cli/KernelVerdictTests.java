package org.drawbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Packets that were really sent through a kernel must end on paper as they did there. */
class KernelVerdictTests {

    private static final List<Path> FOLDERS =
            List.of(Path.of("src/test/resources/kernel-verdicts"), Path.of("src/test/resources/kernel-cases"));

    static List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path folder : FOLDERS) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(each -> each.toString().endsWith(".json")).sorted().forEach(all::add);
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("files")
    void walkEndsAsTheKernelDidWhenThePacketWasReallySent(Path file) throws IOException {
        JsonNode expected = JsonMapper.shared().readTree(Files.readString(file)).path("expected");
        List<String> wrong = new ArrayList<>();
        for (JsonNode seen : run(file)) {
            JsonNode real = expected.path(seen.path("id").asString());
            compare(seen, real, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyPacketHasALineWhenAllFilesAreGiven() throws IOException {
        int lines = 0;
        for (Path file : files()) {
            lines += run(file).size();
        }
        assertThat(lines).isGreaterThanOrEqualTo(1_500);
    }

    @Test
    void othersAreStillSentWhenAPacketIsOfAKindThatIsNotKnown(@TempDir Path folder) throws IOException {
        JsonNode root = JsonMapper.shared()
                .readTree(Files.readString(FOLDERS.getFirst().resolve("r2-stock_routed_0_legacy.json")));
        Map<String, Object> six = Map.of(
                "id", "six", "in", "vif1.0", "source", "2001:db8::1", "destination", "2001:db8::2", "protocol", "tcp");
        List<Object> packets = new ArrayList<>(List.of(six));
        root.path("packets").forEach(packets::add);
        Path file = Files.writeString(
                folder.resolve("cases.json"),
                JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "name",
                                "six",
                                "ruleset",
                                root.path("ruleset"),
                                "topology",
                                root.path("topology"),
                                "packets",
                                packets)));

        List<JsonNode> lines = run(file);

        assertThat(lines).hasSize(packets.size());
        assertThat(lines.getFirst().path("unknown").asString()).contains("2001:db8::1");
        assertThat(lines.getLast().path("unknown").isNull()).isTrue();
    }

    private static void compare(JsonNode seen, JsonNode real, List<String> wrong) {
        for (String field : List.of("delivered", "sourceRewritten", "decidedBy")) {
            if (real.has(field) && !real.path(field).equals(seen.path(field))) {
                wrong.add(seen.path("id").asString() + ": the kernel says " + field + " " + real.path(field)
                        + ", the walk says " + seen);
            }
        }
        if (!seen.path("unknown").isNull()) {
            wrong.add(seen.toString());
        }
    }

    private static List<JsonNode> run(Path file) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = new CommandLine(new ExposureCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(file.toString());
        assertThat(exit).as("%s", err).isZero();
        return out.toString()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }
}
