package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The store of a process that goes away: what was committed in it by then has to be there for the next process. */
final class CrashStore {

    private static final String NOTE = "committed";

    private CrashStore() {}

    static String url(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("store").toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    /** Notes beside the store how much is committed now. */
    static void note(Path folder, DataSource store) {
        try {
            Files.writeString(folder.resolve(NOTE), committed(store));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Looks at a copy of what a process left: opening it changes it. */
    static void assertKept(Path folder, Path copy) {
        Path note = folder.resolve(NOTE);
        if (!Files.exists(note)) {
            return;
        }
        try {
            Files.createDirectories(copy);
            Files.copy(folder.resolve("store.mv.db"), copy.resolve("store.mv.db"), StandardCopyOption.REPLACE_EXISTING);
            JdbcDataSource store = new JdbcDataSource();
            store.setURL(url(copy) + ";DB_CLOSE_DELAY=0");
            assertThat(committed(store))
                    .as("what was committed in " + folder.getFileName())
                    .isEqualTo(Files.readString(note));
            Files.delete(note);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Read by a connection of its own, which sees nothing that is not committed. */
    private static String committed(DataSource store) {
        try (Connection connection = store.getConnection()) {
            JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            return jdbc.sql("select (select count(*) from audit_entry) || ' ' || (select count(*) from job_journal)")
                    .query(String.class)
                    .single();
        } catch (SQLException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
