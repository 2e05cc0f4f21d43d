package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.LabCall;
import org.drawbridge.host.lab.LabFault;
import org.drawbridge.host.lab.ScriptRoom;
import org.drawbridge.host.lab.ScriptRoom.Ran;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.PlanScript;
import org.drawbridge.plan.ScriptDirection;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.blueprint.Profiled;
import org.drawbridge.profile.BridgeProfile.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The exported script does byte for byte what the job does, and nothing where the job would do nothing. */
class PlanScriptTests {

    private static final QubeName WORK = QubeName.of("work");

    private static final Pattern CHANGING = Pattern.compile(
            "nmcli .*(up|down|reload)|iptables-restore --noflush --wait|nft -f|modprobe|sysctl -q -w|restart");

    @TempDir
    private Path folder;

    private ScriptRoom room;
    private String shell = "dash";

    /** Each pair of choices on each release; all kinds that there are are {@link LabJobTests#kinds()}. */
    static List<LabJobTests.Kind> kinds() {
        return LabJobTests.kinds().stream()
                .filter(kind -> switch (kind.qubes()) {
                    case RUNNING -> kind.fixed() == kind.seed();
                    case MANY -> kind.fixed() != kind.seed();
                    case HALTED -> !kind.fixed() && !kind.seed();
                })
                .toList();
    }

    @AfterEach
    void leave() {
        if (room != null) {
            room.close();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void scriptDoesWhatTheJobDoesByteForByteAndTakesItBack(LabJobTests.Kind kind) {
        LabRig job = new LabRig(folder.resolve("job"), kind.release());
        LabRig copy = copy(kind.release(), kind.fixed() ? "dash" : "busybox sh");
        WholeFolder before = copy.picture();
        Plan plan = job.apply(kind.profile(job.netvm()));
        assertThat(job.confirm(job.run(plan)).state()).isEqualTo(JobState.CONFIRMED);

        assertEnds(0, "Done: ", run(plan, ScriptDirection.APPLY));
        copy.picture().assertSameAs(job.picture(), "applied");

        assertEnds(0, "is as it was before.", run(plan, ScriptDirection.RESTORE));
        copy.picture().assertSameAs(before, "restored");
    }

    /** What is taken away by hand from a host where the console raised it. */
    @ParameterizedTest
    @EnumSource(Release.class)
    void scriptOfARemovalDoesWhatTheJobDoes(Release release) {
        LabRig job = new LabRig(folder.resolve("job"), release);
        LabRig copy = copy(release, "busybox sh");
        Profiled profile = Profiled.on(job.netvm());
        WholeFolder before = copy.picture();
        Plan apply = job.apply(profile);
        job.confirm(job.run(apply));
        copy.bench.plans.put(apply.id(), apply);
        copy.confirm(copy.run(apply));
        Plan remove = job.remove(profile);

        assertEnds(0, "Done: ", run(remove, ScriptDirection.APPLY));
        copy.picture().assertSameAs(before, "removed");
        assertEnds(0, "is as it was before.", run(remove, ScriptDirection.RESTORE));
        copy.picture().assertSameAs(job.picture(), "removal taken back");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void scriptThatIsRunAgainChangesNothing(Release release) {
        LabRig copy = copy(release, "dash");
        Plan plan = copy.apply(Profiled.on(copy.netvm()));
        WholeFolder before = copy.picture();

        assertEnds(0, "Nothing of this plan is on the host", run(plan, ScriptDirection.RESTORE));
        copy.picture().assertSameAs(before, "nothing to restore");
        assertEnds(0, "Done: ", run(plan, ScriptDirection.APPLY));
        WholeFolder applied = copy.picture();
        assertEnds(0, "is applied already", run(plan, ScriptDirection.APPLY));
        copy.picture().assertSameAs(applied, "applied twice");
        assertEnds(0, "is as it was before.", run(plan, ScriptDirection.RESTORE));
        copy.picture().assertSameAs(before, "restored");
        assertEnds(0, "Nothing of this plan is on the host", run(plan, ScriptDirection.RESTORE));
        copy.picture().assertSameAs(before, "restored twice");
    }

    /** Each kind of artifact, changed by another hand after the plan was made: the content, the mode, a setting, the power. */
    @ParameterizedTest
    @EnumSource(Release.class)
    void scriptRefusesAndChangesNothingWhenTheHostIsNotAsPlanned(Release release) {
        LabRig copy = copy(release, "dash");
        Plan plan = copy.apply(Profiled.on(copy.netvm()).with("vault", Mode.REPLACE, Profiled.DHCP));
        List<Runnable> hands = new ArrayList<>();
        plan.changes().stream()
                .map(Step.Change::artifact)
                .filter(artifact -> artifact instanceof Artifact.File file
                        && (file.place() instanceof Place.Dom0 || isRunning(copy, file.place())))
                .map(Artifact.File.class::cast)
                .limit(2)
                .forEach(file -> hands.add(() -> another(copy, file)));
        hands.add(() -> copy.lab.setProperty(WORK, "netvm", ""));
        hands.add(() -> copy.lab.setService(WORK, "network-manager", Optional.of(false)));
        hands.add(() -> copy.lab.shutdown(WORK));
        for (Runnable hand : hands) {
            hand.run();
            WholeFolder changed = copy.picture();
            assertEnds(3, "Nothing was changed.", run(plan, ScriptDirection.APPLY));
            copy.picture().assertSameAs(changed, "refused");
            copy.lab.reset();
        }
    }

    private static boolean isRunning(LabRig rig, Place place) {
        return place instanceof Place.InQube in
                && rig.lab.qube(in.qube()).orElseThrow().state().equals("Running");
    }

    private static void another(LabRig rig, Artifact.File file) {
        FileImage other = rig.lab
                .read(file.place(), file.path())
                .map(image -> new FileImage(image.content(), image.mode() ^ 0040, image.owner(), image.group()))
                .orElseGet(() -> FileImage.ofRoot("by another hand\n".getBytes(StandardCharsets.UTF_8), 0600));
        rig.lab.write(file.place(), file.path(), other, Expected.ANY);
    }

    /** A fault at some of the calls that change something: in a step, in its check, in a power change. */
    @ParameterizedTest
    @EnumSource(Release.class)
    void scriptGoesBackWhenAStepFails(Release release) {
        LabRig copy = copy(release, "busybox sh");
        WholeFolder before = copy.picture();
        Plan plan = copy.apply(Profiled.on(copy.netvm()));
        long seed = 5;
        System.out.println("Seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 3; round++) {
            int nth = 1 + random.nextInt(10);
            room.lab().faults().add(new LabFault(LabFault.Kind.FAIL, "", PlanScriptTests::isDoneByATool, nth, 1));
            Ran ran = run(plan, ScriptDirection.APPLY);
            assertEnds(4, "Everything is as it was before.", ran);
            copy.picture().assertSameAs(before, "fault at " + nth + "\n" + ran.said());
            room.lab().faults().clear();
        }
    }

    /** What changes something and is done by a tool: files in dom0 are written by the script itself. */
    private static boolean isDoneByATool(LabCall call) {
        return switch (call.operation()) {
            case COMMAND -> CHANGING.matcher(call.text()).find();
            case WRITE, DELETE -> !call.place().equals("dom0");
            default -> call.operation().isStep();
        };
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void scriptGoesBackWhenItIsInterruptedOrWhatItClaimsDoesNotHold(Release release) {
        LabRig copy = copy(release, "dash");
        WholeFolder before = copy.picture();
        Plan plan = copy.apply(Profiled.on(copy.netvm()));
        room.beforeCall(words -> {
            if (room.called().size() == 40) {
                room.terminate();
            }
        });
        assertEnds(4, "Interrupted.", run(plan, ScriptDirection.APPLY));
        copy.picture().assertSameAs(before, "interrupted");

        room.lab().faults().silenceDhcp(true);
        List<String> shutdowns = new ArrayList<>();
        room.beforeCall(words -> {
            if (words.getFirst().equals("qvm-shutdown") && words.getLast().equals("work")) {
                shutdowns.add("work");
                // The second one is on the way back.
                room.lab().faults().silenceDhcp(shutdowns.size() < 2);
            }
        });
        assertEnds(4, "has an address", run(plan, ScriptDirection.APPLY));
        copy.picture().assertSameAs(before, "without an address");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void restoreLeavesWhatAnotherHandChangedAndSaysSo(Release release) {
        LabRig copy = copy(release, "dash");
        Plan plan = copy.apply(Profiled.on(copy.netvm()));
        assertEnds(0, "Done: ", run(plan, ScriptDirection.APPLY));
        Artifact.File file = plan.changes().stream()
                .map(Step.Change::artifact)
                .filter(artifact -> artifact instanceof Artifact.File each && isRunning(copy, each.place()))
                .map(Artifact.File.class::cast)
                .findFirst()
                .orElseThrow();
        FileImage edited = FileImage.ofRoot("by another hand\n".getBytes(StandardCharsets.UTF_8), 0600);
        copy.lab.write(file.place(), file.path(), edited, Expected.ANY);

        Ran ran = run(plan, ScriptDirection.RESTORE);

        assertEnds(5, "was changed by another hand since, so it was left as it is.", ran);
        assertThat(copy.lab.read(file.place(), file.path())).contains(edited);
        assertThat(copy.lab
                        .qube(WORK)
                        .orElseThrow()
                        .property("netvm")
                        .orElseThrow()
                        .isDefault())
                .as(ran.said())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void scriptsPassShellcheckAndTellTheExposureFirst(Release release) throws Exception {
        LabRig rig = new LabRig(folder.resolve("job"), release);
        List<String> argv = new ArrayList<>(List.of("shellcheck", "--norc", "--severity=style"));
        for (LabJobTests.Kind kind : LabJobTests.kinds().stream()
                .filter(each -> each.release() == release
                        && each.qubes() == LabJobTests.Qubes.MANY
                        && each.fixed() == each.seed())
                .toList()) {
            Plan plan = rig.apply(kind.profile(rig.netvm()));
            // Both directions differ in their heads only, and each takes shellcheck a second.
            ScriptDirection direction = kind.seed() ? ScriptDirection.RESTORE : ScriptDirection.APPLY;
            PlanScript script = PlanScript.of(plan, direction);
            assertThat(script).isEqualTo(PlanScript.of(plan, direction));
            assertThat(script.text().lines().limit(200))
                    .anyMatch(line -> line.startsWith("# What that opens:"))
                    .anyMatch(line -> line.startsWith("#   Opens:"));
            argv.add(Files.writeString(folder.resolve(argv.size() + script.fileName()), script.text())
                    .toString());
        }
        Path said = folder.resolve("shellcheck");
        Process process = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(said)).isEmpty();
        assertThat(process.exitValue()).isZero();
    }

    private LabRig copy(Release release, String by) {
        LabRig copy = new LabRig(folder.resolve("copy"), release);
        room = new ScriptRoom(folder.resolve("room"), copy.lab.folder(), release);
        shell = by;
        return copy;
    }

    private Ran run(Plan plan, ScriptDirection direction) {
        return room.run(shell, PlanScript.of(plan, direction).text());
    }

    private static void assertEnds(int exit, String saying, Ran ran) {
        assertThat(ran.said()).contains(saying);
        assertThat(ran.exit()).as(ran.said()).isEqualTo(exit);
    }
}
