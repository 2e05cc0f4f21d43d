package org.drawbridge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditVerification;
import org.drawbridge.audit.OfflineAudit;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a backup back into an empty data folder, after all of it was compared with its sums and its database was opened. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Brings a backup back into a data folder that is not there yet, or is empty, and proves it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:It is back, and its audit log holds.",
            "1:Nothing was brought back.",
            "2:It is back, but its audit log does not hold."
        })
final class RestoreCommand implements Callable<Integer> {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /** Where everything lies until it is proved. */
    private static final String UNPROVED = ".restoring";

    private final Clock clock;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private @Nullable Path file;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder to make.")
    private @Nullable Path data;

    RestoreCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Path folder = (data == null ? OfflineStore.usualFolder(System.getenv(), System.getProperty("user.home")) : data)
                .toAbsolutePath()
                .normalize();
        try (BackupArchive archive = BackupArchive.open(Path.of(String.valueOf(file)))) {
            claim(folder);
            return tell(folder, archive, restore(archive, folder));
        } catch (BackupRefusedException exception) {
            return complain(String.valueOf(exception.getMessage()));
        } catch (IOException | UncheckedIOException exception) {
            return complain("Nothing was brought back: " + folder + " could not be written (" + exception.getMessage()
                    + "). Look at the folder and the disk.");
        }
    }

    /** Makes the folder, or takes an empty one. */
    private static void claim(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        try (Stream<Path> content = Files.list(folder)) {
            if (content.findAny().isPresent()) {
                throw new BackupRefusedException(
                        folder + " has something in it, and nothing is overwritten. Move it away, or name another"
                                + " folder with --data DIR.");
            }
        }
        Files.setPosixFilePermissions(folder, OWNER_ONLY);
    }

    /** Unpacks and proves it beside, and then puts it in its place, the database last. */
    private AuditVerification restore(BackupArchive archive, Path folder) throws IOException {
        Path unproved = folder.resolve(UNPROVED);
        try {
            Files.createDirectory(unproved, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            archive.unpack(unproved);
            AuditVerification verification = prove(unproved, archive);
            for (Path each : content(unproved)) {
                Files.move(each, folder.resolve(each.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
            return verification;
        } finally {
            removeTree(unproved);
        }
    }

    /** Opens the database, which must be of a schema that this Drawbridge knows, and walks along its audit log. */
    private AuditVerification prove(Path folder, BackupArchive archive) {
        DataSource store = OfflineStore.forWriting(folder);
        try {
            Flyway.configure()
                    .dataSource(store)
                    .locations("classpath:db/migration")
                    .ignoreMigrationPatterns("*:pending")
                    .load()
                    .validate();
            AuditVerification verification = OfflineAudit.verifyDatabase(store, null);
            OfflineAudit.log(store, clock)
                    .append(AuditEvent.of(OfflineStore.owner(), "backup.restore", "console", Outcome.SUCCESS)
                            .with("made", archive.manifest().createdAt().toString()));
            return verification;
        } catch (FlywayException | DataAccessException exception) {
            throw new BackupRefusedException(
                    "Nothing was brought back: the database in " + file + " cannot be used by this Drawbridge. It was"
                            + " made by a newer one, or is damaged.",
                    exception);
        }
    }

    /** What lies in it, the database last: without it, a folder that was left half-way is not taken for a whole one. */
    private static List<Path> content(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.sorted(Comparator.comparing(path -> path.endsWith(BackupManifest.DATABASE)))
                    .toList();
        }
    }

    private static void removeTree(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private int tell(Path folder, BackupArchive archive, AuditVerification verification) {
        PrintWriter out = commandSpec().commandLine().getOut();
        out.println("The backup of " + archive.manifest().createdAt() + " is back in " + folder + ".");
        out.println(
                verification.ok()
                        ? "Its audit log holds: " + verification.entries() + " entries."
                        : "Its audit log does not hold. First bad entry: " + verification.firstBad() + ". "
                                + verification.problem());
        out.flush();
        return verification.ok() ? 0 : 2;
    }

    private int complain(String sentence) {
        PrintWriter err = commandSpec().commandLine().getErr();
        err.println(sentence);
        err.flush();
        return 1;
    }

    private CommandSpec commandSpec() {
        if (spec == null) {
            throw new IllegalStateException("The command is run by its command line.");
        }
        return spec;
    }
}
