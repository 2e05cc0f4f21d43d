package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.drawbridge.host.Expected;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.host.RescueDesk;
import org.drawbridge.host.kit.KitDesk;
import org.drawbridge.host.kit.KitUnits;
import org.drawbridge.host.lab.ScriptRoom;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.blueprint.Profiled;
import org.drawbridge.profile.BridgeProfile.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The console dies in the middle of a job, and the host goes back by its kit alone, as its timer would let it. */
class RescueKitTests {

    private static final String KITS = "var/lib/drawbridge/rescue";

    /** What the host's timer does. */
    private static final String TICK = "exec %s \"$DRAWBRIDGE_ROOT/" + KITS + "/due.sh\"\n";

    @TempDir
    private Path folder;

    private ScriptRoom room;

    private LabRig rig;

    private KitDesk desk;

    /** Where the console dies: in how many tenths of the steps' work, and whether before a piece of it or after. */
    record Death(int tenths, boolean before) {
        @Override
        public String toString() {
            return (before ? "before" : "after") + " " + tenths + "/10";
        }
    }

    static List<Arguments> deaths() {
        List<Arguments> deaths = new ArrayList<>();
        for (Release release : Release.values()) {
            for (Death death :
                    List.of(new Death(1, false), new Death(5, true), new Death(8, false), new Death(99, true))) {
                deaths.add(Arguments.of(release, death));
            }
        }
        return deaths;
    }

    @AfterEach
    void close() {
        if (room != null) {
            room.close();
        }
    }

    @ParameterizedTest
    @MethodSource("deaths")
    void dueWhenTheConsoleDiedLeavesTheHostByteForByteAsBefore(Release release, Death death) throws IOException {
        set(release);
        WholeFolder before = rig.picture();
        Plan plan = rig.apply(Profiled.on(rig.netvm()).with("personal", Mode.REPLACE, Profiled.DHCP));
        int dies = Math.max(1, plan.steps().size() * death.tenths() / 10);
        JobModule console = rig.bench.engine(new Dying(dies, death.before()), Runnable::run);

        if (death.tenths() > 10) {
            start(console, plan);
        } else {
            assertThatThrownBy(() -> start(console, plan)).isInstanceOf(FakeHost.Crash.class);
        }
        String shell = death.before() ? "dash" : "busybox sh";
        ScriptRoom.Ran ran = room.run(shell, TICK.formatted(shell));

        assertThat(ran.exit()).as(ran.said()).isZero();
        rig.picture().assertSameAs(before, ran.said());
        RescueDesk.Kit kit = desk.kits().getFirst();
        assertThat(kit.state()).isEqualTo("restored");
        assertThat(kit.result().orElseThrow().left()).isEmpty();

        rig.bench.leaseRunsOut();
        JobModule next = rig.bench.engine(rig.lab, Runnable::run);
        next.engine().takeUpAll(OnInterrupted.ASK);
        assertThat(next.jobs().get(1).state()).isEqualTo(JobState.REVERTED);
        assertThat(next.jobs().get(1).cause()).startsWith("rescue: ");
        assertThat(next.jobs().holding()).isEmpty();
        rig.picture().assertSameAs(before, "after the console came back");
    }

    @Test
    void dueWhenAnotherHandChangedAFileLeavesItAndTheJobSaysSo() throws IOException {
        set(Release.R4_2);
        JobModule console = rig.bench.engine(rig.lab, Runnable::run);
        start(console, rig.apply(Profiled.on(rig.netvm())));
        HostPath path = HostPath.of("/rw/config/drawbridge/bridge0.nft");
        Place net = Place.ofLabel("sys-net");
        rig.lab.write(
                net,
                path,
                rig.lab.read(net, path).orElseThrow().withContent("mine\n".getBytes(StandardCharsets.UTF_8)),
                Expected.ANY);

        ScriptRoom.Ran ran = room.run("dash", TICK.formatted("dash"));
        console.engine().review();

        JobView job = console.jobs().get(1);
        assertThat(job.state()).as(ran.said()).isEqualTo(JobState.FAILED);
        assertThat(job.left()).anySatisfy(left -> assertThat(left).contains("bridge0.nft"));
        assertThat(rig.lab.read(net, path).orElseThrow().content()).asString().isEqualTo("mine\n");
    }

    @Test
    void dueWhenTheJobWasKeptDoesNothing() throws IOException {
        set(Release.R4_2);
        JobModule console = rig.bench.engine(rig.lab, Runnable::run);
        JobView job = console.jobs().get(start(console, rig.apply(Profiled.on(rig.netvm()))));
        console.jobs().confirm(job.id(), JobBench.ANNA);
        WholeFolder kept = rig.picture();

        ScriptRoom.Ran ran = room.run("dash", TICK.formatted("dash"));

        assertThat(ran.said()).isEmpty();
        rig.picture().assertSameAs(kept, "kept");
    }

    @Test
    void dueWhenABridgesTimeIsOverTakesItDown() throws IOException {
        set(Release.R4_3);
        WholeFolder before = rig.picture();
        JobModule console = rig.bench.engine(rig.lab, Runnable::run);
        Plan plan = rig.apply(Profiled.on(rig.netvm()));
        long id = console.jobs()
                .start(
                        plan.id(),
                        plan.digest(),
                        Duration.ofMinutes(2),
                        Optional.of(rig.bench.clock.instant().plus(Duration.ofHours(2))),
                        codes(plan),
                        JobBench.ANNA)
                .id();
        console.jobs().confirm(id, JobBench.ANNA);
        assertThat(desk.kits().getFirst().state()).isEqualTo("timed");

        ScriptRoom.Ran ran = room.run("busybox sh", TICK.formatted("busybox sh"));
        rig.picture().assertSameAs(before, ran.said());
        console.engine().review();

        assertThat(console.jobs().get(id).state()).isEqualTo(JobState.REVERTED);
        assertThat(rig.bench.applied).isEmpty();
    }

    private void set(Release release) throws IOException {
        rig = new LabRig(folder, release);
        Path kits = rig.lab.folder().resolve("dom0").resolve(KITS);
        // By the host's clock the time of each job is over, since this one is days behind it.
        desk = new KitDesk(kits, KitUnits.NONE, () -> "", Clock.offset(Clock.systemUTC(), Duration.ofDays(-9)), 20);
        rig.bench.desk = Optional.of(desk);
        room = new ScriptRoom(Files.createDirectory(folder.resolve("room")), rig.lab.folder(), release);
        Files.createDirectories(room.root().resolve("var/lib/drawbridge"));
        Files.createDirectories(kits);
        Files.createSymbolicLink(room.root().resolve(KITS), kits);
    }

    private static long start(JobModule console, Plan plan) {
        return console.jobs()
                .start(plan.id(), plan.digest(), Duration.ofMinutes(2), codes(plan), JobBench.ANNA)
                .id();
    }

    private static Set<String> codes(Plan plan) {
        return plan.findings().stream().map(Finding::code).collect(Collectors.toSet());
    }

    /** The host of a console that dies at a piece of work. */
    private final class Dying extends PassingHost {

        private final int at;

        private final boolean early;

        private int done;

        Dying(int at, boolean early) {
            super(rig.lab);
            this.at = at;
            this.early = early;
        }

        @Override
        void before(String operation) {
            if (desk.kits().stream().anyMatch(kit -> kit.state().equals("armed"))) {
                done++;
            }
            if (early && done == at) {
                throw new FakeHost.Crash();
            }
        }

        @Override
        void after(String operation) {
            if (!early && done == at) {
                throw new FakeHost.Crash();
            }
        }
    }
}
