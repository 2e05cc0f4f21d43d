package org.drawbridge.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.drawbridge.TestStore;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as applied when plans of several profiles come and go, and what is to be seen of it. */
class AppliedStateTests {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Artifact SHARED =
            new Artifact.File(Place.ofLabel("fedora-x86_64"), HostPath.of("/etc/sysconfig/iptables"));
    private static final Artifact OWN = new Artifact.File(Place.ofLabel("netvm"), HostPath.of("/rw/config/own"));
    private static final Artifact FEATURE = new Artifact.Property(QubeName.of("work"), "bridge");

    @TempDir
    private Path folder;

    private PlanTable table;
    private AppliedState state;
    private Lab lab;
    private int minutes;

    @BeforeEach
    void setUp() {
        table = new PlanTable(new TestStore().jdbc(), new PlanJson());
        lab = Lab.openOrCreate(folder.resolve("lab"), Release.R2B2);
        state = new AppliedState(table, lab);
    }

    @Test
    void artifactsWhenAProfileWasAppliedAgainKeepWhatWasThereBeforeTheFirst() {
        applied(1, change(SHARED, text("stock"), text("one")), change(OWN, Content.NO_FILE, text("own")));
        applied(1, change(SHARED, text("one"), text("two")));

        assertThat(state.artifacts())
                .extracting(AppliedArtifact::artifact, AppliedArtifact::before, AppliedArtifact::after)
                .containsExactly(tuple(SHARED, text("stock"), text("two")), tuple(OWN, Content.NO_FILE, text("own")));
        assertThat(state.artifacts().getFirst().since()).isEqualTo(NOW.plusSeconds(120));
        assertThat(state.bridges()).singleElement().satisfies(bridge -> {
            assertThat(bridge.netvm()).isEqualTo(QubeName.of("netvm"));
            assertThat(bridge.uplink()).isEqualTo(InterfaceName.of("eth0"));
        });
    }

    @Test
    void artifactsWhenOneOfTwoProfilesWasRemovedAreThoseOfTheOther() {
        applied(1, change(SHARED, text("stock"), text("one")), change(OWN, Content.NO_FILE, text("own")));
        applied(2, change(SHARED, text("one"), text("both")));
        removed(1, change(SHARED, text("both"), text("two")));

        assertThat(state.artifacts()).singleElement().satisfies(each -> {
            assertThat(each.artifact()).isEqualTo(SHARED);
            assertThat(each.before()).isEqualTo(text("stock"));
            assertThat(each.after()).isEqualTo(text("two"));
            assertThat(each.profile()).isEqualTo(2);
        });
        removed(2, change(SHARED, text("two"), text("stock")));
        assertThat(state.artifacts()).isEmpty();
        assertThat(state.bridges()).isEmpty();
    }

    @Test
    void artifactsOfAPlanThatWasTakenBackOrHasOnlyChangedPowerAreNone() {
        UUID undone = applied(1, change(OWN, Content.NO_FILE, text("own")));
        table.mark(undone, PlanTable.Mark.UNDONE, NOW.plusSeconds(9999));
        applied(
                2,
                change(
                        new Artifact.Power(QubeName.of("work")),
                        new Content.Setting("Running", false),
                        new Content.Setting("Halted", false)));
        plan(3, Plan.Kind.RESTORE, change(OWN, text("x"), text("y")));

        assertThat(state.artifacts()).isEmpty();
    }

    @Test
    void haltedTemplateShowsThroughItsQubesWhatItWasWhenTheyWereStarted() {
        FileImage stock = lab.read(Place.ofLabel("netvm"), HostPath.of("/etc/sysconfig/iptables"))
                .orElseThrow();
        Content ours = new Content.FileContent(stock.withContent("ours\n".getBytes(StandardCharsets.UTF_8)));
        applied(1, change(SHARED, new Content.FileContent(stock), ours));

        assertThat(now(SHARED)).as("the net qube runs on the old one still").contains(ours);
        Content other = new Content.FileContent(stock.withContent("another\n".getBytes(StandardCharsets.UTF_8)));
        for (String qube : List.of("netvm", "firewallvm", "work")) {
            lab.write(
                    Place.ofLabel(qube),
                    HostPath.of("/etc/sysconfig/iptables"),
                    ((Content.FileContent) other).image(),
                    Expected.ANY);
        }
        assertThat(now(SHARED)).contains(other);
    }

    @Test
    void whatIsNotToBeSeenIsNothingAndAQubeThatIsNoMoreIsGone() {
        applied(
                1,
                change(OWN, Content.NO_FILE, text("own")),
                change(FEATURE, new Content.Setting("", true), new Content.Setting("bridge0", false)),
                change(
                        new Artifact.Service(QubeName.of("work"), "network-manager"),
                        new Content.Setting("", true),
                        new Content.Setting("on", false)));
        AppliedLook look = state.look(Release.R2B2, state.artifacts());
        assertThat(look.now(OWN)).contains(Content.NO_FILE);
        assertThat(look.now(FEATURE)).contains(new Content.Setting("", true));
        assertThat(look.isGone(FEATURE)).isFalse();
        assertThat(look.qubes()).isNotEmpty();
        assertThat(AppliedLook.diff(FEATURE, Content.NO_FILE, Content.NO_FILE)).isEmpty();
        assertThat(AppliedLook.diff(OWN, text("own\n"), Content.NO_FILE)).contains("-own");
        assertThat(AppliedLook.packaged(state.artifacts().getFirst())).isEmpty();

        lab.shutdown(QubeName.of("work"));
        lab.hands().removeQube(QubeName.of("work"));
        lab.hands().kill(QubeName.of("netvm"));
        look = state.look(Release.R2B2, state.artifacts());
        assertThat(look.now(OWN)).isEmpty();
        assertThat(look.isGone(OWN)).isFalse();
        assertThat(look.isGone(FEATURE)).isTrue();
    }

    private Optional<Content> now(Artifact artifact) {
        return state.look(Release.R2B2, state.artifacts()).now(artifact);
    }

    private UUID applied(long profile, Step.Change... changes) {
        return plan(profile, Plan.Kind.APPLY, changes);
    }

    private void removed(long profile, Step.Change... changes) {
        plan(profile, Plan.Kind.REMOVE, changes);
    }

    private UUID plan(long profile, Plan.Kind kind, Step.Change... changes) {
        minutes++;
        Instant at = NOW.plusSeconds(60L * minutes);
        List<Step> steps = new ArrayList<>();
        for (Step.Change change : changes) {
            steps.add(change.withSeq(steps.size() + 1));
        }
        Plan plan = new Plan(
                UUID.randomUUID(),
                kind,
                profile,
                "profile " + profile,
                1,
                Release.R2B2,
                at,
                at,
                List.of(),
                steps,
                List.of(),
                List.of(),
                kind == Plan.Kind.APPLY
                        ? List.of(new Probe.UplinkInBridge(
                                QubeName.of("netvm"), InterfaceName.of("eth0"), BridgeName.of("bridge0"), false))
                        : List.of(),
                Optional.empty(),
                "digest");
        table.add(plan);
        table.mark(plan.id(), PlanTable.Mark.BEGUN, at);
        table.mark(plan.id(), PlanTable.Mark.FINISHED, at);
        return plan.id();
    }

    private static Step.Change change(Artifact artifact, Content before, Content after) {
        return new Step.Change(1, artifact, before, after, artifact.label(), "for a test", "");
    }

    private static Content text(String text) {
        return new Content.FileContent(FileImage.ofRoot(text.getBytes(StandardCharsets.UTF_8), 0600));
    }
}
