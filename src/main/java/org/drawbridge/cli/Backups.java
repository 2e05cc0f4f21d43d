package org.drawbridge.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditLog;

/** Makes backups of a data folder, each with its entry in the audit log before it. */
final class Backups {

    private final DataSource database;
    private final AuditLog audit;
    private final Path data;
    private final Clock clock;
    private final Consumer<Runnable> stillness;

    /** @param stillness runs what it is given while nothing changes the files beside the database */
    Backups(DataSource database, AuditLog audit, Path data, Clock clock, Consumer<Runnable> stillness) {
        this.database = database;
        this.audit = audit;
        this.data = data;
        this.clock = clock;
        this.stillness = stillness;
    }

    /**
     * Makes one in a passing file of the data folder, which the caller removes.
     *
     * @throws BackupRefusedException when the store is none that is kept in the data folder
     */
    Path make() throws IOException {
        if (!isInTheFolder()) {
            throw new BackupRefusedException(
                    "The store is not in the data folder: back it up with its own tool, such as pg_dump.");
        }
        Path archive = data.resolve(BackupWriter.PASSING + UUID.randomUUID());
        audit.append(AuditEvent.of(OfflineStore.owner(), "backup.create", "console", Outcome.SUCCESS));
        try {
            stillness.accept(() -> write(archive));
        } catch (UncheckedIOException exception) {
            Files.deleteIfExists(archive);
            throw exception.getCause();
        }
        return archive;
    }

    private boolean isInTheFolder() {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("H2");
        } catch (SQLException exception) {
            throw new BackupRefusedException("The database does not answer.", exception);
        }
    }

    private void write(Path archive) {
        try {
            new BackupWriter(database, data, clock).write(Files.newOutputStream(archive));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
