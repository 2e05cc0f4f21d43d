package org.drawbridge.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.drawbridge.audit.OfflineAudit;
import org.drawbridge.cli.OfflineStore.NoStoreException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Backs up the data folder, through the console where it runs and without it where it does not. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Writes the console's database, and its lab where it has one, into one file, whether the console"
                + " runs or not. The file holds hashes of passwords and tokens: keep it as secret as the data folder.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:The backup is written and was read back.", "1:No backup was made."})
final class BackupCommand implements Callable<Integer> {

    private static final int LONGEST_SENTENCE = 4000;

    private final Clock clock;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "Where to; it must not be there yet.")
    private @Nullable Path file;

    @Option(names = "--data", paramLabel = "DIR", description = "The console's data folder.")
    private @Nullable Path data;

    BackupCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        Path folder = (data == null ? OfflineStore.usualFolder(System.getenv(), System.getProperty("user.home")) : data)
                .toAbsolutePath()
                .normalize();
        try {
            write(folder, String.valueOf(file));
            return 0;
        } catch (BackupRefusedException | NoStoreException exception) {
            return complain(String.valueOf(exception.getMessage()));
        } catch (DataAccessException exception) {
            return complain("The database in " + folder + " cannot be opened, and no console answers there."
                    + " Look who uses it, and try again.");
        } catch (FileAlreadyExistsException exception) {
            return complain(file + " is there already, and is kept. Name another file.");
        } catch (IOException | UnsupportedOperationException exception) {
            return complain(file + " could not be written with permissions for its owner only ("
                    + exception.getMessage() + "). Look at the folder and the disk.");
        }
    }

    private void write(Path folder, String name) throws IOException {
        Path target = Path.of(name).toAbsolutePath().normalize();
        if (target.startsWith(folder)) {
            throw new BackupRefusedException("A backup inside the data folder would be lost with it: choose a file"
                    + " outside of " + folder + ".");
        }
        OfflineStore.check(folder);
        Files.createFile(target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            fill(folder, target);
            try (BackupArchive archive = BackupArchive.open(target)) {
                archive.verify();
                PrintWriter out = commandSpec().commandLine().getOut();
                out.println(archive.manifest().entries().size() + " files and folders, " + Files.size(target)
                        + " bytes, written to " + target + " and read back.");
                out.flush();
            }
        } catch (IOException | RuntimeException exception) {
            Files.deleteIfExists(target);
            throw exception;
        }
    }

    private void fill(Path folder, Path target) throws IOException {
        Optional<SocketChannel> door = knock(folder.resolve(BackupDoor.NAME));
        if (door.isEmpty()) {
            fillAlone(folder, target);
            return;
        }
        try (SocketChannel open = door.get();
                InputStream in = Channels.newInputStream(open)) {
            String answer = line(in);
            if (!answer.equals(BackupDoor.GOOD)) {
                throw new BackupRefusedException(answer.isEmpty() ? "The console ended while it was asked." : answer);
            }
            try (OutputStream out = Files.newOutputStream(target)) {
                in.transferTo(out);
            }
        }
    }

    /** A way to the console, or nothing where none answers: its socket is not there, or was left by one that died. */
    private static Optional<SocketChannel> knock(Path socket) {
        try {
            return Optional.of(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        } catch (IOException noConsole) {
            return Optional.empty();
        }
    }

    private void fillAlone(Path folder, Path target) throws IOException {
        DataSource store = OfflineStore.forWriting(folder);
        Backups backups = new Backups(store, OfflineAudit.log(store, clock), folder, clock, Runnable::run);
        Path made = backups.make();
        try (OutputStream out = Files.newOutputStream(target)) {
            Files.copy(made, out);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    private static String line(InputStream in) throws IOException {
        byte[] bytes = new byte[LONGEST_SENTENCE];
        int length = 0;
        for (int next = in.read(); next >= 0 && next != '\n' && length < bytes.length; next = in.read()) {
            bytes[length++] = (byte) next;
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
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
