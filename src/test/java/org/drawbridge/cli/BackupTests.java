package org.drawbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.drawbridge.account.OfflineTokens;
import org.drawbridge.audit.OfflineAudit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine;

class BackupTests {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private Path data;
    private Path again;
    private Path file;

    private record Outcome(int exit, String out, String err) {}

    @BeforeEach
    void makeDataFolder() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        again = folder.resolve("again");
        file = folder.resolve("backup.zip");
        Flyway.configure()
                .dataSource(store(data))
                .locations("classpath:db/migration")
                .load()
                .migrate();
        Path inLab = Files.createDirectories(data.resolve("lab/qubes/work"));
        Files.write(inLab.resolve("image"), new byte[] {0, 1, (byte) 0xff, 13, 10});
        Files.setPosixFilePermissions(inLab.resolve("image"), PosixFilePermissions.fromString("r-x--x---"));
        Files.createDirectories(data.resolve("lab/empty"));
        Files.setPosixFilePermissions(inLab, PosixFilePermissions.fromString("r-xr-x---"));
        Files.writeString(data.resolve("setup"), "http://localhost/setup#secret");
    }

    @Test
    void everythingComesBackByteForByteWithItsPermissions() throws IOException {
        String token = run("token", "create", "--name", "t", "--data", data.toString())
                .out()
                .strip();

        Outcome made = run("backup", file.toString(), "--data", data.toString());
        Outcome back = run("restore", file.toString(), "--data", again.toString());

        assertThat(made.err() + back.err()).isEmpty();
        assertThat(made.exit()).isZero();
        assertThat(made.out()).contains("read back");
        assertThat(back.exit()).isZero();
        assertThat(back.out()).contains("2026-", "Its audit log holds: 2 entries.");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(again)).isEqualTo("rwx------");
        assertThat(tree(again.resolve("lab"))).isEqualTo(tree(data.resolve("lab")));
        assertThat(again.resolve("setup")).doesNotExist();
        assertThat(OfflineTokens.in(store(again), OfflineAudit.log(store(again), NOON), NOON)
                        .recognise(token))
                .isPresent();
        assertThat(actions(again)).containsExactly("token.create", "backup.create", "backup.restore");
        assertThat(actions(data)).containsExactly("token.create", "backup.create");
        assertThat(files(data)).noneMatch(name -> name.startsWith(BackupWriter.PASSING));
    }

    @Test
    void runningConsoleHandsTheBackupOver() throws IOException, SQLException {
        List<String> still = new ArrayList<>();
        DataSource store = store(data);
        Backups backups = new Backups(store, OfflineAudit.log(store, NOON), data, NOON, work -> {
            still.add("begun");
            work.run();
        });
        Files.createFile(data.resolve(BackupDoor.NAME));
        Files.createFile(data.resolve(BackupWriter.PASSING + "left"));
        BackupDoor door = new BackupDoor(data, backups);
        try (Connection held = store.getConnection()) {
            assertThat(held.isValid(1)).isTrue();
            door.start();
            assertThat(mode(data.resolve(BackupDoor.NAME))).isEqualTo("rw-------");

            assertThat(run("backup", file.toString(), "--data", data.toString()).exit())
                    .isZero();
            assertThat(run("backup", folder.resolve("second").toString(), "--data", data.toString())
                            .exit())
                    .isZero();
        } finally {
            door.stop();
        }
        assertThat(still).hasSize(2);
        assertThat(files(data)).contains("lab").noneMatch(name -> name.contains("backup"));
        assertThat(run("restore", file.toString(), "--data", again.toString()).exit())
                .isZero();
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        Files.writeString(file, "precious");

        assertThat(run("backup", file.toString(), "--data", data.toString()).err())
                .contains("is there already, and is kept");
        assertThat(file).hasContent("precious");
        Files.delete(file);
        assertThat(run("backup", file.toString(), "--data", data.toString()).exit())
                .isZero();
        assertThat(run("restore", file.toString(), "--data", data.toString()).err())
                .contains("has something in it, and nothing is overwritten");
        assertThat(files(data)).contains("setup");
    }

    @Test
    void backupThatWouldLieInTheDataFolderIsRefused() {
        Outcome refused = run("backup", data.resolve("x").toString(), "--data", data.toString());

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("outside of " + data);
        assertThat(data.resolve("x")).doesNotExist();
        assertThat(run("backup", file.toString(), "--data", again.toString()).err())
                .contains("There is no database of Drawbridge");
        assertThat(file).doesNotExist();
    }

    @Test
    void cutOffBackupIsRefusedWhereverItEnds() throws IOException {
        run("backup", file.toString(), "--data", data.toString());
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += whole.length / 20) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused("no whole backup");
        }
        Files.delete(file);
        assertRefused("cannot be read");
    }

    @Test
    void changedByteIsFound() throws IOException {
        run("backup", file.toString(), "--data", data.toString());
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of())) {
            Files.write(zip.getPath("lab/qubes/work/image"), new byte[] {0, 1, 2, 13, 10});
        }

        assertRefused("lab/qubes/work/image in it is not what was backed up");
    }

    @Test
    void entryThatIsNotInTheManifestIsFound() throws IOException {
        run("backup", file.toString(), "--data", data.toString());
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of())) {
            Files.writeString(zip.getPath("keys"), "mine");
        }

        assertRefused("keys in it is not in its manifest");
    }

    @Test
    void nameThatLeadsOutOfTheFolderIsRefused() throws IOException {
        for (String name : List.of("../out", "/out", "a/../../out", "a//b", "")) {
            forge(entries("{\"path\":\"" + name + "\",\"mode\":\"rw-------\",\"size\":0,\"sha256\":\"00\"}"));
            assertRefused("leads out of the data folder");
        }
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void whatIsNoBackupOrOfANewerProgramIsRefused() throws IOException {
        for (String manifest :
                List.of("{}", "[]", "manifest", "", entries("{\"mode\":\"rw-------\"}"), entries("{\"path\":\"a\"}"))) {
            forge(manifest);
            assertRefused("its manifest cannot be read");
        }
        forge("null");
        assertRefused("is no backup of Drawbridge");
        forge("{\"format\":\"other\",\"version\":1,\"createdAt\":\"2026-11-24T12:00:00Z\",\"entries\":[]}");
        assertRefused("is no backup of Drawbridge");
        forge("{\"format\":\"drawbridge-backup\",\"version\":2,\"createdAt\":\"2026-11-24T12:00:00Z\",\"entries\":[]}");
        assertRefused("made by a newer Drawbridge");
        forge(entries(""));
        assertRefused("the database is missing");
    }

    @Test
    void databaseOfANewerProgramIsRefused() {
        JdbcClient.create(store(data)).sql("""
                        insert into "flyway_schema_history"
                        select 999, '999', 'later', "type", 'V999__later.sql', 1, "installed_by", "installed_on", 1, true
                        from "flyway_schema_history" where "installed_rank" = 1
                        """).update();
        run("backup", file.toString(), "--data", data.toString());

        assertRefused("made by a newer one");
    }

    @Test
    void auditLogThatDoesNotHoldIsToldAndBroughtBackAllTheSame() {
        run("token", "create", "--name", "t", "--data", data.toString());
        JdbcClient.create(store(data))
                .sql("update audit_entry set actor = 'eve' where seq = 1")
                .update();
        run("backup", file.toString(), "--data", data.toString());

        Outcome back = run("restore", file.toString(), "--data", again.toString());

        assertThat(back.exit()).isEqualTo(2);
        assertThat(back.out()).contains("First bad entry: 1");
        assertThat(actions(again)).contains("token.create", "backup.restore");
    }

    private void assertRefused(String reason) {
        Outcome refused = run("restore", file.toString(), "--data", again.toString());
        assertThat(refused.err()).contains(reason);
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(again)
                .satisfiesAnyOf(
                        there -> assertThat(there).doesNotExist(),
                        there -> assertThat(there).isEmptyDirectory());
    }

    private static String entries(String entries) {
        return "{\"format\":\"drawbridge-backup\",\"version\":1,\"createdAt\":\"2026-11-24T12:00:00Z\",\"entries\":["
                + entries + "]}";
    }

    private void forge(String manifest) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(manifest.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static DataSource store(Path folder) {
        return new DriverManagerDataSource("jdbc:h2:file:" + folder.resolve("drawbridge"));
    }

    private static List<String> actions(Path folder) {
        return JdbcClient.create(store(folder))
                .sql("select action from audit_entry order by seq")
                .query(String.class)
                .list();
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.map(each -> each.getFileName().toString()).toList();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Map<String, String> tree(Path folder) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path each : walk.toList()) {
                String content =
                        Files.isDirectory(each) ? "folder" : HexFormat.of().formatHex(Files.readAllBytes(each));
                tree.put(folder.relativize(each).toString(), mode(each) + " " + content);
            }
        }
        return tree;
    }

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line =
                DrawbridgeCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Outcome(line.execute(arguments), out.toString(), err.toString());
    }
}
