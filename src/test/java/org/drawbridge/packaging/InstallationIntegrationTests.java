package org.drawbridge.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drawbridge.packaging.MachineCopy.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packages, installed in a copy of this machine, used there, and removed again. */
@Tag("packages")
class InstallationIntegrationTests {

    private static final String TOKEN = "package-token-0123456789-0123456789";
    private static final String UNIT = "/usr/lib/systemd/system/drawbridge.service";
    private static final String DATA = "/var/lib/drawbridge/console";
    private static final String ARMED = "/var/lib/drawbridge/rescue/armed";

    @TempDir
    private Path folder;

    private MachineCopy machine;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        BuiltPackages.build();
    }

    @BeforeEach
    void copyTheMachine() throws IOException {
        machine = new MachineCopy(folder, BuiltPackages.FOLDER);
    }

    @AfterEach
    void forgetTheCopy() {
        machine.close();
    }

    @Test
    void debRunsAndIsPurgedWithoutATrace() throws IOException, InterruptedException {
        machine.run("dpkg", "-i", packaged("drawbridge_.*deb")).whole();

        assertThat(machine.run("systemctl", "is-enabled", "drawbridge.service").output())
                .isEqualTo("enabled\n");
        checkUnits(UNIT);
        checkFence();
        checkConsole();

        machine.run("dpkg", "-r", "drawbridge").whole();
        assertThat(machine.run("test", "-e", DATA + "/drawbridge.mv.db").exit())
                .as("removing keeps the data")
                .isZero();
        machine.run("dpkg", "-P", "drawbridge").whole();
        assertThat(machine.traces()).isEmpty();
    }

    @Test
    void rpmRunsAndIsErasedWithoutATrace() throws IOException, InterruptedException {
        rpm("-i", "--nodeps", "/run/packages/" + name("drawbridge-\\d.*rpm")).whole();

        checkUnits(UNIT);
        checkConsole();

        rpm("-e", "--nodeps", "drawbridge").whole();
        assertThat(machine.traces()).isEmpty();
    }

    @Test
    void dom0PackageIsErasedWithoutATraceOnceNoJobIsUnderWay() throws IOException, InterruptedException {
        String[] folders = {"/etc/qubes/policy.d", "/etc/qubes-rpc"};
        machine.run("mkdir", "-p", folders[0], folders[1]).whole();
        List<String> before = machine.traces();

        rpm("-i", "--nodeps", "/run/packages/" + name("drawbridge-dom0-.*rpm")).whole();
        checkUnits(
                "/usr/lib/systemd/system/drawbridge-rescue.path", "/usr/lib/systemd/system/drawbridge-rescue.service");
        assertThat(machine.run("systemctl", "is-enabled", "drawbridge-rescue.path")
                        .output())
                .isEqualTo("enabled\n");
        machine.run(
                        "sh",
                        "-c",
                        "/usr/libexec/drawbridge/restore.py --due && mkdir -p /var/lib/drawbridge/rescue"
                                + " && echo 42-1f0c9a52 >" + ARMED
                                + " && echo >>/etc/qubes/policy.d/30-drawbridge.policy")
                .whole();

        Outcome refused = rpm("-e", "--nodeps", "drawbridge-dom0");
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.output()).contains("Job 42-1f0c9a52 is under way", "keep it or go back");
        machine.run("rm", ARMED).whole();
        rpm("-e", "--nodeps", "drawbridge-dom0").whole();
        assertThat(machine.traces()).isEqualTo(before);
    }

    private void checkUnits(String... units) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("systemd-analyze", "verify"));
        argv.addAll(List.of(units));
        assertThat(machine.run(argv.toArray(String[]::new)).whole()).doesNotContain("drawbridge");
    }

    /** The service may do little, also to systemd's own judgement, and the drop-in for dom0 is understood. */
    private void checkFence() throws IOException, InterruptedException {
        machine.run("systemd-analyze", "security", "--offline=true", "--threshold=20", UNIT)
                .whole();
        String dropIn = "/etc/systemd/system/drawbridge.service.d/";
        machine.run("install", "-D", "-m", "644", "/usr/share/doc/drawbridge/dom0.conf", dropIn + "dom0.conf")
                .whole();
        checkUnits(UNIT);
        machine.run("rm", "-r", dropIn).whole();
    }

    /** Runs the unit's own command as its user, in its data folder and with its settings, until it is stopped. */
    private void checkConsole() throws IOException, InterruptedException {
        String unit = machine.text(UNIT);
        String user = value(unit, "User");
        machine.run("sh", "-c", "echo DRAWBRIDGE_BOOTSTRAP_TOKEN=" + TOKEN + " >/etc/drawbridge.conf")
                .whole();
        machine.run(
                        "install",
                        "-d",
                        "-o",
                        user,
                        "-g",
                        user,
                        "-m",
                        value(unit, "StateDirectoryMode"),
                        "/var/lib/" + value(unit, "StateDirectory"))
                .whole();
        Process console = machine.serve(Stream.of(
                        Stream.of(
                                "setpriv",
                                "--reuid",
                                user,
                                "--regid",
                                value(unit, "Group"),
                                "--init-groups",
                                "--no-new-privs",
                                "--bounding-set",
                                "-all",
                                "env",
                                "-i",
                                "PATH=/usr/bin:/bin"),
                        values(unit, "Environment"),
                        machine.text(value(unit, "EnvironmentFile").substring(1))
                                .lines(),
                        Stream.of(value(unit, "ExecStart").split(" ")))
                .flatMap(each -> each)
                .toList());
        awaitAddress(console.inputReader());
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(ask("/actuator/health")).contains(" 200 ", "\"status\":\"UP\""));
        assertThat(ask("/api/v1/host")).contains("\"kind\":\"qrexec\"");
        assertThat(machine.run("stat", "-c", "%U %a %n", DATA, DATA + "/setup").whole())
                .isEqualTo(user + " 700 " + DATA + "\n" + user + " 600 " + DATA + "/setup\n");
        assertThat(machine.stop(console)).isEqualTo(143);
        checkStart();
    }

    /** The notes for a quick start, where the package has them, are taken. */
    private void checkStart() throws IOException, InterruptedException {
        boolean noted = machine.text("/usr/lib/drawbridge/java.options").contains("-XX:AOTCache");
        String strict = noted ? "JDK_JAVA_OPTIONS=-XX:AOTMode=on" : "JDK_JAVA_OPTIONS=";
        assertThat(machine.run("env", strict, "drawbridge", "--version").whole())
                .contains("Drawbridge 0.");
    }

    private static void awaitAddress(BufferedReader output) throws IOException {
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.endsWith("Drawbridge is at http://localhost:8642")) {
                return;
            }
        }
        assertThat(said).as("what the console said before it ended").isEmpty();
    }

    private String ask(String path) throws IOException, InterruptedException {
        String talk = "exec 3<>/dev/tcp/127.0.0.1/8642 && printf 'GET %s HTTP/1.0\\r\\nHost: localhost:8642\\r\\n"
                + "Authorization: Bearer %s\\r\\n\\r\\n' \"$1\" \"$2\" >&3 && cat <&3";
        return machine.run("bash", "-c", talk, "bash", path, TOKEN).whole();
    }

    private static Stream<String> values(String unit, String key) {
        return Pattern.compile("(?m)^" + key + "=(.*)$").matcher(unit).results().map(result -> result.group(1));
    }

    private static String value(String unit, String key) {
        return values(unit, key).findFirst().orElseThrow();
    }

    private Outcome rpm(String... words) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("rpm", "--root", "{root}", "--dbpath", "/var/lib/rpm"));
        Stream.of(words)
                .map(word -> word.startsWith("/run/") ? "{root}" + word : word)
                .forEach(argv::add);
        return machine.outside(argv.toArray(String[]::new));
    }

    private static String packaged(String pattern) throws IOException {
        return "/run/packages/" + name(pattern);
    }

    private static String name(String pattern) throws IOException {
        return String.valueOf(BuiltPackages.named(pattern).getFileName());
    }
}
