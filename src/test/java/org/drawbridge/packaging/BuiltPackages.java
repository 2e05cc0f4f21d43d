package org.drawbridge.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The packages as {@code src/package/build} makes them of the jar that this build made; once for all tests. */
final class BuiltPackages {

    static final Path FOLDER = Path.of("target/packages");

    private static final Path JAR = Path.of("target/drawbridge.jar");
    private static boolean built;

    private BuiltPackages() {}

    static synchronized void build() throws IOException, InterruptedException {
        if (!built) {
            assertThat(JAR).as("what mvn -DskipTests package makes").isRegularFile();
            ProcessBuilder builder = new ProcessBuilder("src/package/build", JAR.toString()).redirectErrorStream(true);
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
            built = true;
        }
    }

    /** The one package whose file's name matches. */
    static Path named(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            List<Path> found = files.filter(
                            file -> String.valueOf(file.getFileName()).matches(pattern))
                    .toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }
}
