package org.drawbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import org.drawbridge.account.OfflineTokens;
import org.drawbridge.account.Role;
import org.drawbridge.audit.OfflineAudit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import picocli.CommandLine;

/** The sub-commands that work on a database or an export without a console. */
class OfflineCommandTests {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path data;

    private DataSource store;

    private record Outcome(int exit, String out, String err) {}

    @BeforeEach
    void makeDatabase() {
        store = new DriverManagerDataSource("jdbc:h2:file:" + data.resolve("drawbridge"));
        Flyway.configure()
                .dataSource(store)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    @Test
    void tokenIsPrintedAndWorksWhenItIsMadeOffline() {
        Outcome made = run("token", "create", "--name", "nightly", "--role", "operator", "--data", data.toString());

        assertThat(made.exit()).isZero();
        var token = OfflineTokens.in(store, OfflineAudit.log(store, NOON), NOON)
                .recognise(made.out().strip());
        assertThat(token).hasValueSatisfying(known -> assertThat(known.role()).isEqualTo(Role.OPERATOR));
        assertThat(run("audit", "verify", "--data", data.toString()).out())
                .startsWith("1 entry holds.")
                .contains("Checkpoint: 1:");
    }

    @Test
    void tokenIsRefusedWithAllReasonsWhenNameAndRoleAreWrong() {
        Outcome refused = run("token", "create", "--name", " ", "--role", "king", "--data", data.toString());

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("1 to 64 characters", "viewer, operator or administrator");
    }

    @Test
    void firstBadEntryIsNamedWhenTheDatabaseWasTamperedWith() {
        for (int n = 0; n < 3; n++) {
            run("token", "create", "--name", "t" + n, "--data", data.toString());
        }
        JdbcClient.create(store)
                .sql("update audit_entry set actor = 'eve' where seq = 2")
                .update();

        Outcome verified = run("audit", "verify", "--data", data.toString());

        assertThat(verified.exit()).isEqualTo(1);
        assertThat(verified.out()).startsWith("First bad entry: 2, of 3. ");
    }

    @Test
    void fileIsVerifiedAndItsCutEndFoundByACheckpoint() throws IOException {
        Path empty = Files.createFile(data.resolve("export.jsonl"));

        assertThat(run("audit", "verify", empty.toString()).exit()).isZero();
        Outcome cut = run("audit", "verify", "--checkpoint", "3:" + "a".repeat(64), empty.toString());
        assertThat(cut.exit()).isEqualTo(1);
        assertThat(cut.out()).startsWith("First bad entry: 1");
        assertThat(run("audit", "verify", "--checkpoint", "three", empty.toString())
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void exitCodeIsTwoWhenThereIsNothingToVerify() throws IOException {
        assertThat(run("audit", "verify").exit()).isEqualTo(2);
        assertThat(run("audit", "verify", data.resolve("nowhere").toString()).exit())
                .isEqualTo(2);
        assertThat(run("audit", "verify", "--data", data.resolve("nowhere").toString())
                        .err())
                .contains("There is no database");
        Path binary = Files.write(data.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
        assertThat(run("audit", "verify", binary.toString()).err()).contains("UTF-8");
        assertThat(run("audit", "verify", "x", "--data", data.toString()).exit())
                .isEqualTo(2);
    }

    @Test
    void unknownSubCommandIsNotTakenForTheConsole() {
        assertThat(run("sevre").exit()).isEqualTo(2);
        assertThat(run("--help").out()).contains("serve", "audit", "token", "exposure");
    }

    @Test
    void usualFolderIsTheConsolesOwn() {
        assertThat(OfflineStore.usualFolder(Map.of("DRAWBRIDGE_DATA", "/srv/d"), "/home/anne"))
                .isEqualTo(Path.of("/srv/d"));
        assertThat(OfflineStore.usualFolder(Map.of("XDG_DATA_HOME", "/srv/x"), "/home/anne"))
                .isEqualTo(Path.of("/srv/x/drawbridge"));
        assertThat(OfflineStore.usualFolder(Map.of("XDG_DATA_HOME", "x"), "/home/anne"))
                .isEqualTo(Path.of("/home/anne/.local/share/drawbridge"));
    }

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line =
                DrawbridgeCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Outcome(line.execute(arguments), out.toString(), err.toString());
    }
}
