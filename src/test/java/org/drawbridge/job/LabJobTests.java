package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.blueprint.Profiled;
import org.drawbridge.profile.BridgeProfile.Addressing;
import org.drawbridge.profile.BridgeProfile.Mode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Profiles of each kind on each release's lab, by jobs there and back: the whole folder is as it was. */
class LabJobTests {

    @TempDir
    private Path folder;

    /** The qubes of a profile: one that runs, one that is halted, or both and one that never had a network. */
    enum Qubes {
        RUNNING("work"),
        HALTED("personal"),
        MANY("work personal vault");

        private final String names;

        Qubes(String names) {
            this.names = names;
        }
    }

    /** A kind of profile. */
    record Kind(Release release, Qubes qubes, Mode mode, boolean fixed, boolean seed) {

        private static List<Kind> all() {
            List<Kind> kinds = new ArrayList<>();
            for (Release release : Release.values()) {
                for (Qubes qubes : Qubes.values()) {
                    for (int bits = 0; bits < 4; bits++) {
                        kinds.add(new Kind(release, qubes, Mode.REPLACE, (bits & 1) != 0, (bits & 2) != 0));
                        if (release == Release.R4_3) {
                            kinds.add(new Kind(release, qubes, Mode.ADDITIONAL, (bits & 1) != 0, (bits & 2) != 0));
                        }
                    }
                }
            }
            return kinds;
        }

        Profiled profile(String netvm) {
            Addressing address = fixed ? Profiled.STATIC : Profiled.DHCP;
            Profiled profile = Profiled.on(netvm).alone().address(address);
            for (String qube : qubes.names.split(" ", -1)) {
                profile = profile.with(qube, mode, address);
            }
            return seed ? profile.seed() : profile;
        }

        @Override
        public String toString() {
            return release.label() + (seed ? " seed " : " hardened ") + (fixed ? "static " : "dhcp ")
                    + mode.name().toLowerCase(Locale.ROOT) + " " + qubes;
        }
    }

    static List<Kind> kinds() {
        return Kind.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void removeAndRevertAfterTheyWereKeptLeaveTheLabByteForByteAsBefore(Kind kind) {
        LabRig rig = new LabRig(folder, kind.release());
        Profiled profile = kind.profile(rig.netvm());
        WholeFolder before = rig.picture();

        JobView applied = rig.kept(rig.apply(profile));
        WholeFolder bridged = rig.picture();
        assertThat(bridged.differencesTo(before)).isNotEmpty();
        JobView removed = rig.kept(rig.remove(profile));
        rig.picture().assertSameAs(before, "removed");

        rig.back(removed);
        rig.picture().assertSameAs(bridged, "removal taken back");
        rig.back(applied);
        rig.picture().assertSameAs(before, "all taken back");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void revertWhenJobWaitsLeavesTheLabByteForByteAsBefore(Release release) {
        LabRig rig = new LabRig(folder, release);
        WholeFolder before = rig.picture();

        JobView job = rig.run(rig.apply(Profiled.on(rig.netvm())));
        assertThat(job.cause()).isEmpty();
        assertThat(job.state()).isEqualTo(JobState.AWAITING_CONFIRMATION);
        rig.back(job);

        rig.picture().assertSameAs(before, "taken back");
    }

    /** A change of an applied profile. */
    record Edit(String name, UnaryOperator<Profiled> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> edits() {
        List<Edit> edits = List.of(
                new Edit("static", profile -> profile.address(Profiled.STATIC)),
                new Edit("seed with STP", profile -> profile.seed().stp()),
                new Edit(
                        "two more qubes",
                        profile -> profile.with("personal", Mode.REPLACE, Profiled.DHCP)
                                .with("vault", Mode.REPLACE, Profiled.STATIC)),
                new Edit("another qube", profile -> profile.alone().with("personal", Mode.REPLACE, Profiled.DHCP)),
                new Edit("no qube", Profiled::alone),
                new Edit("qube with its own address", profile -> profile.with("work", Mode.REPLACE, Profiled.STATIC)));
        return Stream.of(Release.values()).flatMap(release -> edits.stream().map(edit -> Arguments.of(release, edit)));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void removeWhenTheProfileWasEditedInBetweenLeavesTheLabByteForByteAsBefore(Release release, Edit edit) {
        LabRig rig = new LabRig(folder, release);
        Profiled first = Profiled.on(rig.netvm());
        Profiled second = edit.change().apply(first);
        WholeFolder before = rig.picture();

        rig.kept(rig.apply(first));
        WholeFolder firstDone = rig.picture();
        rig.back(rig.kept(rig.apply(second)));
        rig.picture().withoutHeld().assertSameAs(firstDone.withoutHeld(), "edit taken back");

        rig.kept(rig.apply(second));
        rig.kept(rig.remove(second));
        rig.picture().assertSameAs(before, "removed");
    }

    @ParameterizedTest
    @EnumSource(value = Release.class, mode = EnumSource.Mode.EXCLUDE, names = "R2B2")
    void removeWhenTheNetQubeIsADisposableLeavesTheLabByteForByteAsBefore(Release release) {
        LabRig rig = new LabRig(folder, release);
        QubeName net = QubeName.of("sys-net-disp");
        rig.lab.hands().cloneQube(QubeName.of("default-dvm"), QubeName.of("net-dvm"));
        rig.lab.setProperty(net, "template", "net-dvm");
        rig.lab.start(net);
        Profiled profile = Profiled.on("sys-net-disp").mac("88:ae:1d:ae:30:41");
        WholeFolder before = rig.picture();

        Plan plan = rig.apply(profile);
        assertThat(plan.findings()).extracting(Finding::code).contains("disposable-net-qube");
        JobView applied = rig.kept(plan);
        WholeFolder bridged = rig.picture();
        JobView removed = rig.kept(rig.remove(profile));
        rig.picture().assertSameAs(before, "removed");

        rig.back(removed);
        rig.picture().assertSameAs(bridged, "removal taken back");
        rig.back(applied);
        rig.picture().assertSameAs(before, "all taken back");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void removeWhenTheCardHadNoConnectionOfItsOwnLeavesTheLabByteForByteAsBefore(Release release) {
        LabRig rig = new LabRig(folder, release);
        Profiled profile =
                Profiled.on(rig.netvm()).alone().bridge("br7").card(release == Release.R2B2 ? "eth1" : "ens7");
        WholeFolder before = rig.picture();

        JobView applied = rig.kept(rig.apply(profile));
        rig.kept(rig.remove(profile));
        rig.picture().assertSameAs(before, "removed");

        assertThat(applied.probes()).extracting(JobView.ProbeView::after).containsOnly(ProbeVerdict.HOLDS);
    }
}
