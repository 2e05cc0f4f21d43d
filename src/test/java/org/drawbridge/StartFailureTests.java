package org.drawbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.mock.env.MockEnvironment;

/** What a person is told whose console did not start; each failure is a real one. */
class StartFailureTests {

    @TempDir
    private Path folder;

    private final MockEnvironment environment = new MockEnvironment();

    enum Choice {
        ASK,
        REVERT
    }

    record Settings(Duration planValid, int qubes, Choice choice) {

        Settings {
            if (qubes < 0) {
                throw new IllegalArgumentException("drawbridge.qubes is " + qubes + ": it must not be negative.");
            }
        }
    }

    @Test
    void databaseThatIsOpenElsewhereIsToldAsInUse() {
        SQLException refused = new SQLException("Database may be already in use", "90020", 90020);

        assertThat(analysis(refused).getDescription()).contains("Another console", folder.toString());
        assertThat(analysis(refused).getAction()).contains("--drawbridge.data=FOLDER");
    }

    @Test
    void databaseThatIsDamagedIsToldWithTheWayToBringABackupBack() throws IOException {
        Files.write(folder.resolve("drawbridge.mv.db"), new byte[5000]);

        FailureAnalysis analysis = analysis(refusal("jdbc:h2:file:" + folder.resolve("drawbridge")));

        assertThat(analysis.getDescription()).contains("cannot be read");
        assertThat(analysis.getAction()).contains("restore FILE --data " + folder);
    }

    @Test
    void databaseElsewhereThatDoesNotAnswerIsToldWithItsAddressAndWithoutItsSecrets() {
        environment.setProperty("spring.datasource.url", "jdbc:postgresql://127.0.0.1:1/x?password=secret");

        FailureAnalysis analysis = analysis(new SQLException("refused", "08001"));

        assertThat(analysis.getDescription())
                .contains("jdbc:postgresql://127.0.0.1:1/x does not answer")
                .doesNotContain("secret");
        assertThat(analysis(new SQLException("no", "28P01")).getAction()).contains("spring.datasource.password");
        assertThat(analyse(new SQLException("another matter", "42000"))).isNull();
    }

    @Test
    void databaseOfANewerProgramIsToldSo() throws SQLException {
        String url = "jdbc:h2:mem:newer;DB_CLOSE_DELAY=-1";
        Flyway flyway = Flyway.configure()
                .dataSource(url, "", "")
                .locations("classpath:db/migration")
                .ignoreMigrationPatterns(new String[0])
                .load();
        flyway.migrate();
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.createStatement().executeUpdate("""
                            insert into "flyway_schema_history"
                            select 999, '999', 'later', "type", 'V999__later.sql', 1, "installed_by", "installed_on", 1, true
                            from "flyway_schema_history" where "installed_rank" = 1
                            """);
        }
        Throwable refused = catchThrowable(flyway::validate);

        assertThat(refused).isInstanceOf(FlywayValidateException.class);
        FailureAnalysis analysis = new SchemaFailureAnalyzer().analyze(refused);
        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).contains("newer Drawbridge");
    }

    @Test
    void portThatIsTakenIsToldWithAnother() {
        FailureAnalysis analysis = new PortFailureAnalyzer().analyze(new PortInUseException(8642));

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).startsWith("Port 8642 is taken");
        assertThat(analysis.getAction()).contains("--server.port=8643");
    }

    @Test
    void settingThatCannotBeSoIsToldWithWhatItCanBe() {
        assertThat(wrong("drawbridge.plan-valid", "soon"))
                .isEqualTo("drawbridge.plan-valid is “soon”: it must be a length of time, such as PT90S, 90s or 2m.");
        assertThat(wrong("drawbridge.qubes", "many"))
                .isEqualTo("drawbridge.qubes is “many”: it must be a whole number.");
        assertThat(wrong("drawbridge.choice", "maybe"))
                .isEqualTo("drawbridge.choice is “maybe”: it must be ask or revert.");
        assertThat(wrong("drawbridge.qubes", "-1")).isEqualTo("drawbridge.qubes is -1: it must not be negative.");
    }

    @Test
    void hostThatThereIsNotIsRefusedBeforeAnythingIsMade() {
        HostKindEnvironmentPostProcessor check = new HostKindEnvironmentPostProcessor();
        for (String known : new String[] {"lab", "dom0", "qrexec"}) {
            check.postProcessEnvironment(environment.withProperty("drawbridge.host", known), new SpringApplication());
        }
        environment.setProperty("drawbridge.host", "labb");

        assertThatThrownBy(() -> check.postProcessEnvironment(environment, new SpringApplication()))
                .isInstanceOf(UnknownHostKindException.class)
                .satisfies(refused -> assertThat(new UnknownHostKindFailureAnalyzer().analyze(refused))
                        .isNotNull()
                        .satisfies(analysis ->
                                assertThat(analysis.getDescription()).contains("“labb”"))
                        .satisfies(analysis -> assertThat(analysis.getAction()).contains("lab", "dom0", "qrexec")));
    }

    private static String wrong(String name, String value) {
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of(name, value)));
        Throwable refused = catchThrowable(() -> binder.bind("drawbridge", Settings.class));
        assertThat(refused).isInstanceOf(BindException.class);
        FailureAnalysis analysis = new SettingFailureAnalyzer().analyze(refused);
        assertThat(analysis).isNotNull();
        return analysis.getDescription();
    }

    private static SQLException refusal(String url) {
        Throwable refused =
                catchThrowable(() -> DriverManager.getConnection(url).close());
        assertThat(refused).isInstanceOf(SQLException.class);
        return (SQLException) refused;
    }

    private FailureAnalysis analysis(SQLException failure) {
        FailureAnalysis analysis = analyse(failure);
        assertThat(analysis).isNotNull();
        return analysis;
    }

    private FailureAnalysis analyse(SQLException failure) {
        environment.setProperty("drawbridge.data", folder.toString());
        return new DatabaseFailureAnalyzer(environment).analyze(failure);
    }
}
