package org.drawbridge.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Writes a data folder into one archive: the database as of one moment, and every other file that is not of this run only. */
final class BackupWriter {

    /** Begins the names of files that are there only while a backup is made. */
    static final String PASSING = ".backup-";

    /** Lies at the top of the data folder and belongs to one run of the console, or is taken from the database itself. */
    private static final Set<String> LEFT_OUT =
            Set.of(BackupManifest.DATABASE, "drawbridge.trace.db", "setup", BackupDoor.NAME);

    private final JdbcClient database;
    private final Path data;
    private final Clock clock;

    BackupWriter(DataSource database, Path data, Clock clock) {
        this.database = JdbcClient.create(database);
        this.data = data;
        this.clock = clock;
    }

    /** Writes the archive and closes it; nothing may change the files beside the database meanwhile. */
    BackupManifest write(OutputStream out) throws IOException {
        List<BackupManifest.Entry> entries = new ArrayList<>();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Path path : files()) {
                entries.add(Files.isDirectory(path) ? folder(path) : file(path, zip));
            }
            entries.add(database(zip));
            BackupManifest manifest = new BackupManifest(
                    BackupManifest.FORMAT, BackupManifest.VERSION, clock.instant(), List.copyOf(entries));
            zip.putNextEntry(new ZipEntry(BackupManifest.NAME));
            zip.write(JsonMapper.shared().writeValueAsBytes(manifest));
            return manifest;
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(data)) {
            return walk.filter(path -> !path.equals(data) && isKept(path))
                    .sorted()
                    .toList();
        }
    }

    private boolean isKept(Path path) {
        String first = data.relativize(path).getName(0).toString();
        return !LEFT_OUT.contains(first) && !first.startsWith(PASSING);
    }

    private BackupManifest.Entry folder(Path path) throws IOException {
        return new BackupManifest.Entry(name(path), mode(path), 0, null);
    }

    private BackupManifest.Entry file(Path path, ZipOutputStream zip) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new BackupRefusedException(
                    path + " is neither a file nor a folder, and no part of Drawbridge's data. Move it away.");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return entry(name(path), mode(path), in, zip);
        }
    }

    /** H2 itself writes a consistent copy while others go on working; it puts it into a zip of its own. */
    private BackupManifest.Entry database(ZipOutputStream zip) throws IOException {
        Path copy = data.resolve(PASSING + UUID.randomUUID());
        try {
            database.sql("backup to ?").param(copy.toString()).update();
            try (ZipInputStream in = new ZipInputStream(Files.newInputStream(copy))) {
                for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
                    if (each.getName().endsWith(BackupManifest.DATABASE)) {
                        return entry(BackupManifest.DATABASE, "rw-------", in, zip);
                    }
                }
            }
            throw new IOException("The copy holds no database");
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static BackupManifest.Entry entry(String name, String mode, InputStream in, ZipOutputStream zip)
            throws IOException {
        DigestInputStream sum = new DigestInputStream(in, sha256());
        zip.putNextEntry(new ZipEntry(name));
        long size = sum.transferTo(zip);
        zip.closeEntry();
        return new BackupManifest.Entry(
                name,
                mode,
                size,
                HexFormat.of().formatHex(sum.getMessageDigest().digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private String name(Path path) {
        return data.relativize(path).toString();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
