package org.drawbridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Settles where Drawbridge keeps its data before anything opens a file there: {@code drawbridge.data} becomes an absolute
 * path to a folder that exists and that nobody else may enter.
 */
final class DataFolderEnvironmentPostProcessor implements EnvironmentPostProcessor, Ordered {

    static final String PROPERTY = "drawbridge.data";

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String wanted = environment.getProperty(PROPERTY);
        Path folder = wanted == null || wanted.isBlank() ? usualFolder(environment) : Path.of(wanted);
        Path data = folder.toAbsolutePath().normalize();
        keepToOwner(data);
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("drawbridge data folder", Map.of(PROPERTY, data.toString())));
    }

    /** After the configuration files were read, which may name the folder. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    /** The XDG base directory specification asks to pass over a relative {@code XDG_DATA_HOME}. */
    private static Path usualFolder(ConfigurableEnvironment environment) {
        @Nullable String dataHome = environment.getProperty("XDG_DATA_HOME");
        if (dataHome != null && Path.of(dataHome).isAbsolute()) {
            return Path.of(dataHome, "drawbridge");
        }
        return Path.of(environment.getRequiredProperty("user.home"), ".local", "share", "drawbridge");
    }

    private static void keepToOwner(Path data) {
        try {
            if (!Files.isDirectory(data)) {
                Path parent = data.getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.createDirectory(data, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            }
            if (!Files.getPosixFilePermissions(data).equals(OWNER_ONLY)) {
                if (isForeign(data)) {
                    throw new DataFolderException(data, "it is open to others and holds something else already", null);
                }
                Files.setPosixFilePermissions(data, OWNER_ONLY);
            }
        } catch (IOException | UnsupportedOperationException ex) {
            throw new DataFolderException(
                    data, "it must exist or be possible to make, and must belong to the user who starts it", ex);
        }
    }

    /** A home or {@code /tmp}, named by mistake, must not be closed to everyone else. */
    private static boolean isForeign(Path data) throws IOException {
        if (Files.exists(data.resolve("drawbridge.mv.db"))) {
            return false;
        }
        try (Stream<Path> content = Files.list(data)) {
            return content.findAny().isPresent();
        }
    }
}
