package org.drawbridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** On each release a bridge is raised and taken down on hosts of namespaces, and real packets tell who reaches whom. */
@Tag("kernel")
@Timeout(420)
class KernelProofIntegrationTests {

    private static final Map<String, Future<String>> PROOFS = new ConcurrentHashMap<>();

    private static final ExecutorService TWO_AT_ONCE = Executors.newFixedThreadPool(2);

    @BeforeAll
    static void begin() {
        Stream.of("R2B2", "R4.1", "R4.2", "R4.3")
                .forEach(release -> PROOFS.put(release, TWO_AT_ONCE.submit(() -> prove(release))));
    }

    @AfterAll
    static void end() {
        TWO_AT_ONCE.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"R2B2", "R4.1", "R4.2", "R4.3"})
    void keepsWhatItPromisesWhenPacketsAreSent(String release) throws Exception {
        String said = PROOFS.get(release).get();
        JsonNode report =
                JsonMapper.shared().readTree(Files.readString(Path.of("target", "kernel-proof", release + ".json")));
        assertThat(report.path("cases")
                        .valueStream()
                        .filter(each -> !each.path("ok").asBoolean()))
                .as(said)
                .isEmpty();
        assertThat(report.path("cases").size()).as(said).isGreaterThan(100);
    }

    private static String prove(String release) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("src/lab/prove", release).redirectErrorStream(true);
        if (!Files.exists(Path.of("target/drawbridge.jar"))) {
            builder.environment().put("DRAWBRIDGE_CLASSPATH", program());
        }
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said;
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    /** The class path of this test without the tests, for a run in which no jar was packed. */
    private static String program() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(each -> Path.of(each).toAbsolutePath().toString())
                .filter(each -> !each.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
