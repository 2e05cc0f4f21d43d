package org.drawbridge.host.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Manifest;
import org.drawbridge.host.Release;
import org.drawbridge.host.RescueDesk;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kits in a folder, and the script that the host's timer runs over them: here the test is the timer. */
@Timeout(60)
class KitDeskTests {

    private static final FileImage IMAGE = FileImage.ofRoot("stock rules\n".getBytes(StandardCharsets.UTF_8), 0600);

    private final List<String> units = new ArrayList<>();

    private String boot = "";

    private Instant now = Instant.now();

    @TempDir
    private Path root;

    @Test
    void armKeepsWhatTheWayBackNeedsAndMarksTheKit() throws IOException {
        KitDesk desk = desk();
        armed(desk, "7-abc", Duration.ofMinutes(2), "exit 0\n");

        assertThat(desk.kits()).singleElement().satisfies(kit -> {
            assertThat(kit.job()).isEqualTo("7-abc");
            assertThat(kit.state()).isEqualTo("armed");
            assertThat(kit.until())
                    .isEqualTo(Instant.ofEpochSecond(now.plusSeconds(120).getEpochSecond()));
            assertThat(kit.result()).isEmpty();
        });
        assertThat(desk.files("7-abc")).containsExactly("manifest.json", "restore.sh");
        assertThat(desk.file("7-abc", "manifest.json").map(bytes -> new String(bytes, StandardCharsets.UTF_8)))
                .get()
                .asString()
                .contains("\"netvm\":\"sys-net\"");
        assertThat(desk.file("7-abc", "../lock")).isEmpty();
        assertThat(desk.file("..", "restore.sh")).isEmpty();
        assertThat(folder().resolve("7-abc/images/" + IMAGE.sha256().hex())).hasBinaryContent(IMAGE.content());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder().resolve("7-abc"))))
                .isEqualTo("rwx------");
        assertThat(folder().resolve("armed")).hasContent("7-abc");
        assertThat(units).containsExactly("on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void dueWhenTheTimeIsOverGoesBackOnceAndTellsWhatItDid(String shell) throws Exception {
        KitDesk desk = desk();
        armed(desk, "7-abc", Duration.ofMinutes(-1), "echo \"$DRAWBRIDGE_ROOT\" >>\"$DRAWBRIDGE_ROOT/ran\"\n");

        assertThat(due(shell)).contains("Job 7-abc was not confirmed: going back.");
        assertThat(due(shell)).isEmpty();

        assertThat(root.resolve("ran")).hasContent(root.toString());
        assertThat(desk.kits()).singleElement().satisfies(kit -> {
            assertThat(kit.state()).isEqualTo("restored");
            assertThat(kit.result()).get().extracting(RescueDesk.Result::left).isEqualTo(List.of());
        });
        assertThat(folder().resolve("armed")).doesNotExist();
        assertThat(folder().resolve("7-abc/armed")).doesNotExist();
        assertThatThrownBy(() -> desk.arm(manifest("7-abc"), Duration.ofMinutes(2)))
                .isInstanceOf(HostException.Declined.class)
                .hasMessageContaining("gone back by itself");
        assertThatThrownBy(() -> desk.disarm("7-abc")).isInstanceOf(HostException.Declined.class);
        assertThatThrownBy(() -> desk.hold("7-abc", true)).isInstanceOf(HostException.Declined.class);
        desk.hold("7-abc", false).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "busybox sh"})
    void dueWhenTheTimeIsNotOverDoesNothing(String shell) throws Exception {
        KitDesk desk = desk();
        armed(desk, "7-abc", Duration.ofMinutes(5), "touch \"$DRAWBRIDGE_ROOT/ran\"\n");

        assertThat(due(shell)).isEmpty();

        assertThat(root.resolve("ran")).doesNotExist();
        assertThat(desk.kits())
                .singleElement()
                .extracting(RescueDesk.Kit::state)
                .isEqualTo("armed");
    }

    @Test
    void dueWhenTheMachineWasStartedSinceGoesBackBeforeTheTime() throws Exception {
        boot = "another run of the machine";
        KitDesk desk = desk();
        armed(desk, "7-abc", Duration.ofMinutes(5), "exit 0\n");

        due("dash");

        assertThat(desk.kits())
                .singleElement()
                .extracting(RescueDesk.Kit::state)
                .isEqualTo("restored");
    }

    @Test
    void dueWhenSomethingIsLeftTellsEachSentence() throws Exception {
        KitDesk desk = desk();
        armed(
                desk,
                "7-abc",
                Duration.ofMinutes(-1),
                "echo '  back [1/1] x'\necho 'Some of it was left:'\necho '  x: changed by another hand.'\nexit 5\n");

        due("dash");

        assertThat(desk.kits().getFirst().result().orElseThrow().left()).containsExactly("x: changed by another hand.");
        assertThat(desk.file("7-abc", "report").orElseThrow()).asString().contains("back [1/1] x");
    }

    @Test
    void dueWhenTheScriptIsRefusedIsTriedAgain() throws Exception {
        KitDesk desk = desk();
        armed(
                desk,
                "7-abc",
                Duration.ofMinutes(-1),
                "[ -e \"$DRAWBRIDGE_ROOT/free\" ] || { echo 'Another is at it.'; exit 3; }\n");

        due("dash");
        assertThat(desk.kits())
                .singleElement()
                .extracting(RescueDesk.Kit::state)
                .isEqualTo("restoring");
        assertThatThrownBy(() -> desk.disarm("7-abc")).isInstanceOf(HostException.Declined.class);

        Files.createFile(root.resolve("free"));
        due("dash");
        assertThat(desk.kits())
                .singleElement()
                .extracting(RescueDesk.Kit::state)
                .isEqualTo("restored");
    }

    @Test
    void dueWhenTheScriptNeverWorksEndsAfterManyTries() throws Exception {
        KitDesk desk = desk();
        armed(desk, "7-abc", Duration.ofMinutes(-1), "echo 'No such tool.'\nexit 127\n");
        Files.writeString(folder().resolve("7-abc/tries"), "239\n");

        due("dash");

        assertThat(desk.kits().getFirst().result().orElseThrow().left())
                .containsExactly("restore.sh ended with 127: No such tool.");
    }

    @Test
    void disarmKeepsTheHostFromGoingBack() throws Exception {
        KitDesk desk = desk();
        armed(desk, "7-abc", Duration.ofMinutes(-1), "touch \"$DRAWBRIDGE_ROOT/ran\"\n");

        desk.disarm("7-abc");
        desk.disarm("7-abc");
        due("dash");

        assertThat(root.resolve("ran")).doesNotExist();
        assertThat(desk.kits())
                .singleElement()
                .extracting(RescueDesk.Kit::state)
                .isEqualTo("kept");
        assertThat(folder().resolve("armed")).doesNotExist();
        assertThat(units).containsExactly("on", "off", "off");
        assertThatThrownBy(() -> desk.hold("7-abc", true)).isInstanceOf(HostException.Declined.class);

        desk.begin(manifest("7-abc"));
        desk.arm(manifest("7-abc"), Duration.ofMinutes(2));
        desk.hold("7-abc", true).close();
    }

    @Test
    void holdKeepsTheHostsOwnWayBackOut() throws Exception {
        KitDesk desk = desk();
        armed(
                desk,
                "7-abc",
                Duration.ofMinutes(-1),
                "exec 9>>\"$DRAWBRIDGE_ROOT/var/lib/drawbridge/rescue/lock\"\nflock -n 9 || exit 3\n");

        CompletableFuture<String> waiting;
        try (RescueDesk.Hold hold = desk.hold("7-abc", true)) {
            assertThat(hold).isNotNull();
            waiting = CompletableFuture.supplyAsync(() -> due("dash"));
            assertThat(waiting).isNotDone();
            assertThat(desk.kits().getFirst().state()).isEqualTo("armed");
        }

        waiting.get(30, TimeUnit.SECONDS);
        assertThat(desk.kits())
                .singleElement()
                .extracting(RescueDesk.Kit::state)
                .isEqualTo("restored");
    }

    @Test
    void beginForgetsOldKitsButNoneThatIsUnderWay() {
        KitDesk desk = desk();
        for (int job = 1; job <= 5; job++) {
            armed(desk, job + "-abc", Duration.ofMinutes(job), "exit 0\n");
            if (job != 2) {
                desk.disarm(job + "-abc");
            }
        }

        desk.begin(manifest("6-abc"));

        assertThat(desk.kits())
                .extracting(RescueDesk.Kit::job)
                .containsExactlyInAnyOrder("2-abc", "4-abc", "5-abc", "6-abc");
    }

    @Test
    void dueScriptIsCleanInTheEyesOfShellcheck() throws Exception {
        Process process = new ProcessBuilder("shellcheck", "-s", "sh", "src/main/resources/rescue/due.sh")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
    }

    @Test
    void unitsAreWhatSystemdUnderstands() throws Exception {
        for (String unit : List.of("drawbridge-kit.timer", "drawbridge-kit.service")) {
            Files.copy(Path.of("src/main/resources/rescue", unit), root.resolve(unit));
        }
        Process process = new ProcessBuilder(
                        "systemd-analyze",
                        "verify",
                        root.resolve("drawbridge-kit.timer").toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .doesNotContain("drawbridge-kit");
    }

    private KitDesk desk() {
        return new KitDesk(
                folder(),
                new KitUnits() {
                    @Override
                    public void on() {
                        units.add("on");
                    }

                    @Override
                    public void off() {
                        units.add("off");
                    }
                },
                () -> boot,
                Clock.fixed(now, ZoneOffset.UTC),
                2);
    }

    private Path folder() {
        return root.resolve("var/lib/drawbridge/rescue");
    }

    private static Manifest manifest(String job) {
        return Manifest.of(
                job, QubeName.of("sys-net"), BridgeName.of("bridge0"), "0123456789abcdef", Release.R4_2, List.of());
    }

    private static void armed(KitDesk desk, String job, Duration within, String script) {
        desk.begin(manifest(job));
        desk.keep(manifest(job), new RescueDesk.Contents(script, Map.of(IMAGE.sha256(), IMAGE), Map.of()));
        desk.arm(manifest(job), within);
    }

    /** Does what the timer does, and returns what was said. */
    private String due(String shell) {
        try {
            List<String> argv = new ArrayList<>(List.of(shell.split(" ", -1)));
            argv.add(folder().resolve("due.sh").toString());
            ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
            builder.environment().put("DRAWBRIDGE_ROOT", root.toString());
            Process process = builder.start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException exception) {
            throw new AssertionError(exception);
        }
    }
}
