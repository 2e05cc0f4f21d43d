package org.drawbridge.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.drawbridge.account.AccountInputException;
import org.drawbridge.account.ApiTokens;
import org.drawbridge.account.NewToken;
import org.drawbridge.account.OfflineTokens;
import org.drawbridge.audit.OfflineAudit;
import org.drawbridge.cli.OfflineStore.NoStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes API tokens while the console does not run. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Makes API tokens while the console does not run.")
final class TokenCommand {

    private static final int REFUSED = 1;
    private static final int NO_DATABASE = 2;

    private final Clock clock;

    @Spec
    private @Nullable CommandSpec spec;

    TokenCommand(Clock clock) {
        this.clock = clock;
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Makes a token and prints it, once.",
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:The token is made.",
                "1:What was asked for cannot be made.",
                "2:The database cannot be opened."
            })
    int create(
            @Option(names = "--name", required = true, description = "What the token is for.") String name,
            @Option(
                            names = "--role",
                            defaultValue = "viewer",
                            description = "viewer, operator or administrator (${DEFAULT-VALUE}).")
                    String role,
            @Option(names = "--days", description = "How many days it works; until it is revoked if left out.")
                    @Nullable
                    Integer days,
            @Option(names = "--data", paramLabel = "DIR", description = "The console's data folder.") @Nullable
                    Path data) {
        Path folder = data == null ? OfflineStore.usualFolder(System.getenv(), System.getProperty("user.home")) : data;
        try {
            NewToken made = tokens(folder).create(OfflineStore.owner(), name, role, end(days));
            PrintWriter out = commandSpec().commandLine().getOut();
            out.println(made.secret());
            out.flush();
            return 0;
        } catch (NoStoreException exception) {
            return complain(NO_DATABASE, String.valueOf(exception.getMessage()));
        } catch (AccountInputException exception) {
            List<String> sentences = exception.violations().values().stream()
                    .flatMap(List::stream)
                    .toList();
            return complain(REFUSED, String.join(" ", sentences));
        } catch (DataAccessException exception) {
            return complain(NO_DATABASE, OfflineStore.cannotOpen(folder));
        }
    }

    private ApiTokens tokens(Path folder) {
        DataSource store = OfflineStore.forWriting(folder);
        return OfflineTokens.in(store, OfflineAudit.log(store, clock), clock);
    }

    private @Nullable Instant end(@Nullable Integer days) {
        return days == null
                ? null
                : clock.instant()
                        .atOffset(ZoneOffset.UTC)
                        .plus(Period.ofDays(days))
                        .toInstant();
    }

    private int complain(int exit, String sentence) {
        PrintWriter err = commandSpec().commandLine().getErr();
        err.println(sentence);
        err.flush();
        return exit;
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("The command is run by its command line.");
        }
        return spec;
    }
}
