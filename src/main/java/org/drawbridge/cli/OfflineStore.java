package org.drawbridge.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.drawbridge.audit.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The console's database, while no console runs. */
final class OfflineStore {

    private static final String FILE = "drawbridge";

    private OfflineStore() {}

    /** What keeps a sub-command from the database, as a sentence. */
    static final class NoStoreException extends RuntimeException {

        NoStoreException(String message) {
            super(message);
        }
    }

    /** The folder that the console would use, where none is given. */
    static Path usualFolder(Map<String, String> environment, String home) {
        @Nullable String data = environment.get("DRAWBRIDGE_DATA");
        if (data != null && !data.isBlank()) {
            return Path.of(data);
        }
        @Nullable String dataHome = environment.get("XDG_DATA_HOME");
        return dataHome != null && Path.of(dataHome).isAbsolute()
                ? Path.of(dataHome, "drawbridge")
                : Path.of(home, ".local", "share", "drawbridge");
    }

    /** Who runs a sub-command: whoever may enter the data folder, which is its owner. */
    static Actor owner() {
        return new Actor(System.getProperty("user.name", "unknown"), "cli", "");
    }

    /** The database in that folder, for reading only. */
    static DriverManagerDataSource forReading(Path folder) {
        return in(folder, ";ACCESS_MODE_DATA=r");
    }

    /** The database in that folder; what is committed is on the disk. */
    static DriverManagerDataSource forWriting(Path folder) {
        return in(folder, ";WRITE_DELAY=0");
    }

    /** Says what to do when the database in that folder could not be opened. */
    static String cannotOpen(Path folder) {
        return "The database in " + folder + " cannot be opened. Stop the console that uses it, and try again.";
    }

    /** @throws NoStoreException when there is no database in that folder */
    static void check(Path folder) {
        if (!Files.isRegularFile(folder.resolve(BackupManifest.DATABASE))) {
            throw new NoStoreException("There is no database of Drawbridge in " + folder
                    + ". Name the console's data folder with --data DIR.");
        }
    }

    private static DriverManagerDataSource in(Path folder, String options) {
        check(folder);
        Path base = folder.toAbsolutePath().normalize().resolve(FILE);
        return new DriverManagerDataSource("jdbc:h2:file:" + base + ";IFEXISTS=TRUE" + options);
    }
}
