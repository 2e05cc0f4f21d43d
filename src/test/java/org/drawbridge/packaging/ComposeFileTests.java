package org.drawbridge.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ComposeFileTests {

    private static final Path DOCKERFILE = Path.of("src/docker/Dockerfile");

    private Map<String, Object> file;
    private Map<String, Object> console;
    private Map<String, Object> environment;
    private String dockerfile;

    @BeforeEach
    void read() throws IOException {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        file = yaml.load(Files.readString(Path.of("docker-compose.yml")));
        console = map(map(file.get("services")).get("console"));
        environment = map(console.get("environment"));
        dockerfile = Files.readString(DOCKERFILE);
    }

    /** The program holds the file against the schema of the Compose specification; it needs no Docker for that. */
    @Test
    @Tag("compose")
    void fileIsAsTheSpecificationWantsIt() throws IOException, InterruptedException {
        Process compose = new ProcessBuilder("docker-compose", "--file", "docker-compose.yml", "config", "--quiet")
                .redirectErrorStream(true)
                .start();
        String said = new String(compose.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(compose.waitFor()).as(said).isZero();
    }

    @Test
    void consoleIsReachableOnTheLoopbackOnly() {
        assertThat(console).containsEntry("network_mode", "host");
        assertThat(environment).containsEntry("SERVER_ADDRESS", "127.0.0.1").containsEntry("SERVER_PORT", "8642");
    }

    @Test
    void dataOutlivesTheContainerInAVolumeWhereTheImageKeepsIt() {
        assertThat(map(file.get("volumes"))).containsOnlyKeys("data");
        assertThat(console).containsEntry("volumes", List.of("data:/data"));
        assertThat(dockerfile).contains("ENV DRAWBRIDGE_DATA=/data", "VOLUME /data");
    }

    @Test
    void consoleRunsTheLabWithoutPrivileges() {
        assertThat(environment).containsEntry("DRAWBRIDGE_HOST", "lab");
        assertThat(console)
                .containsEntry("cap_drop", List.of("ALL"))
                .containsEntry("security_opt", List.of("no-new-privileges:true"))
                .containsEntry("read_only", true);
        assertThat(dockerfile).contains("\nUSER drawbridge\n");
    }

    @Test
    void imageIsBuiltFromFilesThatAreThere() throws IOException {
        Stream<String> copied = Pattern.compile("(?m)^COPY (?!--from)(\\S+) ")
                .matcher(dockerfile)
                .results()
                .map(match -> match.group(1));
        List<String> kept = Files.readAllLines(Path.of(".dockerignore"));

        assertThat(map(console.get("build")))
                .containsEntry("context", ".")
                .containsEntry("dockerfile", DOCKERFILE.toString());
        assertThat(copied)
                .isNotEmpty()
                .allSatisfy(source -> assertThat(Path.of(source)).exists())
                .allSatisfy(source -> assertThat(kept).contains("!" + source));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
