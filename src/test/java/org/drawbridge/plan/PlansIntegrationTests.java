package org.drawbridge.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.Place;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.inventory.Inventory;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.drawbridge.patch.Patches;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.BridgeProfile.Addressing;
import org.drawbridge.profile.BridgeProfile.Attachment;
import org.drawbridge.profile.BridgeProfile.Hardening;
import org.drawbridge.profile.BridgeProfile.Mode;
import org.drawbridge.profile.BridgeProfile.Uplink;
import org.drawbridge.profile.NoSuchProfileException;
import org.drawbridge.profile.ProfileInput;
import org.drawbridge.profile.Profiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(properties = "drawbridge.data=target/test-data/plans")
class PlansIntegrationTests {

    private static final Actor ANNA = new Actor("anna", "console", "r-1");

    private static final HostPath NFT = HostPath.of("/rw/config/drawbridge/bridge0.nft");

    private static final Place SYS_NET = Place.in(QubeName.of("sys-net"));

    private final Plans plans;
    private final Profiles profiles;
    private final Inventory inventory;
    private final Lab lab;
    private final JdbcClient jdbc;
    private final Patches patches;
    private final PlansOn plansOn;
    private BridgeProfile profile;

    @Autowired
    PlansIntegrationTests(
            Plans plans,
            Profiles profiles,
            Inventory inventory,
            Lab lab,
            JdbcClient jdbc,
            PlanTable table,
            PlanJson digest,
            Rechecks rechecks,
            AuditLog audit,
            Clock clock,
            PlanProperties properties,
            Patches patches,
            TransactionTemplate transaction) {
        this.patches = patches;
        this.plansOn = host ->
                new Plans(profiles, host, table, digest, rechecks, audit, clock, properties, patches, transaction);
        this.plans = plans;
        this.profiles = profiles;
        this.inventory = inventory;
        this.lab = lab;
        this.jdbc = jdbc;
    }

    @BeforeEach
    void profile() {
        lab.reset();
        inventory.sync(ANNA);
        jdbc.sql("delete from plan").update();
        profiles.all().forEach(old -> profiles.delete(old.id(), ANNA));
        profile = profiles.create(
                ProfileInput.of(new BridgeProfile(
                        1,
                        "office",
                        QubeName.of("sys-net"),
                        BridgeName.of("bridge0"),
                        new Uplink(Optional.of(MacAddress.of("88:ae:1d:ae:30:31")), Optional.empty()),
                        new Addressing.Dhcp(),
                        false,
                        Hardening.HARDENED,
                        List.of(new Attachment(QubeName.of("work"), Mode.REPLACE, new Addressing.Dhcp())),
                        1,
                        Optional.empty())),
                ANNA);
    }

    @Test
    void createWhenPlannableKeepsThePlanAsItIsAndAuditsIt() {
        Plan plan = plans.create(profile.id(), false, ANNA);

        assertThat(plan.applicable()).isTrue();
        assertThat(plan.expiresAt()).isEqualTo(plan.createdAt().plusSeconds(3600));
        assertThat(plans.get(plan.id())).isEqualTo(plan);
        assertThat(plans.page(0, 10).content()).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo(plan.id());
            assertThat(row.applicable()).isTrue();
            assertThat(row.begunAt()).isNull();
        });
        assertThat(jdbc.sql("select count(*) from audit_entry where action = 'plan.create' and detail like :id")
                        .param("id", "%" + plan.id() + "%")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void digestWhenNothingChangedIsTheSameAndOtherwiseAnother() {
        Plan first = plans.create(profile.id(), false, ANNA);
        Plan second = plans.create(profile.id(), false, ANNA);
        lab.setProperty(QubeName.of("work"), "netvm", "sys-net");

        assertThat(second.digest()).isEqualTo(first.digest()).hasSize(64);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(plans.create(profile.id(), false, ANNA).digest()).isNotEqualTo(first.digest());
        assertThat(plans.create(profile.id(), true, ANNA).digest()).isNotEqualTo(first.digest());
    }

    @Test
    void createWhenRemovingWhatWasNeverAppliedHasNothingToDo() {
        Plan plan = plans.create(profile.id(), true, ANNA);

        assertThat(plan.applicable()).isFalse();
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.findings()).extracting(Finding::code).contains("nothing-to-do");
        assertThat(plan.exposure()).isEmpty();
    }

    @Test
    void createWhenNoSuchProfileSaysSo() {
        assertThatExceptionOfType(NoSuchProfileException.class).isThrownBy(() -> plans.create(-1, false, ANNA));
    }

    @Test
    void createWhenTheHostIsAwayIsKeptAsAPlanWithABlocker() {
        Plan plan = plansOn.host(away()).create(profile.id(), false, ANNA);

        assertThat(plan.applicable()).isFalse();
        assertThat(plans.get(plan.id())).isEqualTo(plan);
        assertThat(plan.findings()).extracting(Finding::code).containsExactly("host-unreachable");
    }

    @Test
    void exposureQuestionWhenTheHostIsAwaySaysWhatTheHostSays() {
        Plans elsewhere = plansOn.host(away());
        Plan plan = plans.create(profile.id(), false, ANNA);
        ExposureQuestions questions = new ExposureQuestions(elsewhere, away());

        assertThatExceptionOfType(SituationUnknownException.class)
                .isThrownBy(() -> questions.current(QubeName.of("sys-net")))
                .withMessage("qubesd does not answer.");
        assertThatExceptionOfType(SituationUnknownException.class).isThrownBy(() -> questions.after(plan.id()));
    }

    @Test
    void patchTrialWhenTheTargetCannotBeReadSaysWhy() {
        patches.addSample(
                "qubes.py-bridge.diff",
                "--- a/qubes.py\n+++ b/qubes.py\n@@ -1 +1 @@\n-a\n+b\n".getBytes(StandardCharsets.UTF_8));

        assertThat(new PatchTrials(away(), patches).all()).singleElement().satisfies(trial -> {
            assertThat(trial.outcome()).isEqualTo(PatchTrial.Outcome.NO_TARGET);
            assertThat(trial.message()).contains("cannot be read. qubesd does not answer.");
        });
    }

    /** A host that does not answer. */
    private static Host away() {
        return (Host) Proxy.newProxyInstance(
                Host.class.getClassLoader(), new Class<?>[] {Host.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("status")) {
                        return new HostStatus("dom0", null, false, "qubesd does not answer.");
                    }
                    throw new HostException.Unreachable("qubesd does not answer.");
                });
    }

    /** The same plans, of another host. */
    private interface PlansOn {

        Plans host(Host host);
    }

    @Test
    void getWhenNoSuchPlanSaysSo() {
        assertThatExceptionOfType(PlanNotFoundException.class)
                .isThrownBy(() -> plans.get(new UUID(0, 0)))
                .withMessageContaining("There is no plan");
    }

    @Test
    void recheckWhenNothingChangedIsEmptyAndElseNamesEachChange() {
        Plan plan = plans.create(profile.id(), false, ANNA);
        assertThat(plans.recheck(plan)).isEmpty();

        lab.setProperty(QubeName.of("work"), "netvm", "sys-net");
        lab.write(SYS_NET, NFT, FileImage.ofRoot("x\n".getBytes(StandardCharsets.UTF_8), 0600), Expected.NEW);

        assertThat(plans.recheck(plan))
                .satisfiesExactlyInAnyOrder(
                        netvm -> {
                            assertThat(netvm.artifact().label()).isEqualTo("property:work:netvm");
                            assertThat(netvm.expected()).isEqualTo("sys-firewall (default)");
                            assertThat(netvm.found()).isEqualTo("sys-net");
                            assertThat(netvm.diff()).isEmpty();
                        },
                        file -> {
                            assertThat(file.artifact().label()).isEqualTo("file:sys-net:" + NFT);
                            assertThat(file.expected()).isEqualTo("new");
                            assertThat(file.found()).startsWith("sha256:");
                            assertThat(file.diff()).contains("+x");
                        });
    }

    @Test
    void createWhenAppliedPlansAreMarkedKnowsWhatWasBefore() {
        Plan apply = plans.create(profile.id(), false, ANNA);
        plans.begun(apply.id());
        plans.finished(apply.id());
        lab.shutdown(QubeName.of("work"));
        apply.changes().stream()
                .filter(change -> change.artifact() instanceof Artifact.Property)
                .forEach(change -> lab.setProperty(
                        QubeName.of("work"), change.artifact().locator(), ((Content.Setting) change.after()).value()));

        Plan remove = plans.create(profile.id(), true, ANNA);

        assertThat(remove.changes())
                .filteredOn(change -> change.artifact() instanceof Artifact.Property)
                .extracting(change -> ((Content.Setting) change.after()).isDefault())
                .containsExactly(true, true);
        plans.undone(apply.id());
        assertThat(plans.create(profile.id(), true, ANNA).steps()).isEmpty();
        assertThat(plans.page(0, 10).content())
                .filteredOn(row -> row.id().equals(apply.id()))
                .singleElement()
                .satisfies(row -> assertThat(row.undoneAt()).isNotNull());
    }
}
