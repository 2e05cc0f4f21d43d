package org.drawbridge;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says in a sentence why the console did not start on its database, and what to do. */
final class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    /** H2's own numbers, since it gives no states of its own for them. */
    private static final int IN_USE = 90020;

    private static final int CORRUPTED = 90030;
    private static final int READING_FAILED = 90028;
    private static final int WRITING_FAILED = 90031;
    private static final int OTHER_FORMAT = 90048;
    private static final int GENERAL = 50000;

    /** What SQL states begin with that tell of the connection, and of who may connect. */
    private static final String NO_CONNECTION = "08";

    private static final String NOT_ALLOWED = "28";

    private final Environment environment;

    DatabaseFailureAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        String data = environment.getProperty(DataFolderEnvironmentPostProcessor.PROPERTY, "the data folder");
        return switch (cause.getErrorCode()) {
            case IN_USE ->
                new FailureAnalysis(
                        "Another console, or another program, has the database in " + data + " open.",
                        "Stop it, or start this console with a folder of its own: --drawbridge.data=FOLDER.",
                        cause);
            case CORRUPTED, OTHER_FORMAT, READING_FAILED, WRITING_FAILED -> unreadable(data, cause);
            case GENERAL ->
                String.valueOf(cause.getMessage()).contains("MVStoreException") ? unreadable(data, cause) : null;
            default -> remote(cause);
        };
    }

    private static FailureAnalysis unreadable(String data, SQLException cause) {
        return new FailureAnalysis(
                "The database in " + data + " cannot be read: it is damaged, of another version, or not yours.",
                "Look who owns its files. If they are yours, move the folder away, and bring a backup back with:"
                        + " java -jar drawbridge.jar restore FILE --data " + data,
                cause);
    }

    private @Nullable FailureAnalysis remote(SQLException cause) {
        String url = environment.getProperty("spring.datasource.url", "").replaceFirst("[?;].*$", "");
        String state = String.valueOf(cause.getSQLState());
        if (state.startsWith(NO_CONNECTION)) {
            return new FailureAnalysis(
                    "The database at " + url + " does not answer.",
                    "Start it, or correct spring.datasource.url; without that setting the console uses a file of its own.",
                    cause);
        }
        return state.startsWith(NOT_ALLOWED)
                ? new FailureAnalysis(
                        "The database at " + url + " does not let this user in.",
                        "Correct spring.datasource.username and spring.datasource.password.",
                        cause)
                : null;
    }
}
