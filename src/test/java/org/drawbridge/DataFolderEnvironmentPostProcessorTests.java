package org.drawbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class DataFolderEnvironmentPostProcessorTests {

    @TempDir
    private Path home;

    private final MockEnvironment environment = new MockEnvironment();

    @Test
    void folderLiesInTheHomeWhenNothingIsSet() throws IOException {
        environment.setProperty("user.home", home.toString());

        assertThat(settled()).isEqualTo(home.resolve(".local/share/drawbridge"));
    }

    @Test
    void folderLiesInTheDataHomeWhenThatIsSet() throws IOException {
        environment.setProperty("user.home", home.toString());
        environment.setProperty("XDG_DATA_HOME", home.resolve("data").toString());

        assertThat(settled()).isEqualTo(home.resolve("data/drawbridge"));
    }

    @Test
    void dataHomeIsPassedOverWhenItIsRelative() throws IOException {
        environment.setProperty("user.home", home.toString());
        environment.setProperty("XDG_DATA_HOME", "data");

        assertThat(settled()).isEqualTo(home.resolve(".local/share/drawbridge"));
    }

    @Test
    void folderIsClosedToOthersWhenItWasOpen() throws IOException {
        Path open = Files.createDirectory(
                home.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        environment.setProperty("drawbridge.data", open.toString());

        assertThat(settled()).isEqualTo(open);
    }

    @Test
    void folderIsToldAsAnAbsolutePathWhenItWasGivenRelative() throws IOException {
        environment.setProperty("drawbridge.data", "target/./test-data/relative");

        assertThat(settled()).isEqualTo(Path.of("target/test-data/relative").toAbsolutePath());
    }

    @Test
    void startEndsWithASentenceWhenTheFolderCannotBeMade() throws IOException {
        Path file = Files.writeString(home.resolve("file"), "in the way");
        environment.setProperty("drawbridge.data", file.resolve("data").toString());

        assertThatExceptionOfType(DataFolderException.class)
                .isThrownBy(this::settled)
                .satisfies(failure -> assertThat(new DataFolderFailureAnalyzer().analyze(failure))
                        .isNotNull()
                        .satisfies(analysis -> assertThat(analysis.getDescription())
                                .contains(file.resolve("data").toString()))
                        .satisfies(analysis -> assertThat(analysis.getAction()).contains("--drawbridge.data")));
    }

    @Test
    void folderThatHoldsSomethingElseIsNotClosedToOthers() throws IOException {
        Path shared = Files.createDirectory(
                home.resolve("shared"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(shared.resolve("somebody's"), "own");
        environment.setProperty("drawbridge.data", shared.toString());

        assertThatExceptionOfType(DataFolderException.class)
                .isThrownBy(this::settled)
                .withMessageContaining("holds something else");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared)))
                .isEqualTo("rwxr-xr-x");
        Files.createFile(shared.resolve("drawbridge.mv.db"));
        assertThat(settled()).isEqualTo(shared);
    }

    private Path settled() throws IOException {
        new DataFolderEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
        Path data = Path.of(environment.getRequiredProperty("drawbridge.data"));
        assertThat(Files.getPosixFilePermissions(data)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        return data;
    }
}
