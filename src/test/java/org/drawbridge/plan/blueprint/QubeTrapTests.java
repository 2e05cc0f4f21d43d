package org.drawbridge.plan.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Finding.Severity;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Probe;
import org.drawbridge.profile.BridgeProfile.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The traps of the attached qubes, each as a step, a check or a finding. */
class QubeTrapTests extends Traps {

    @ParameterizedTest
    @EnumSource(value = Release.class, names = "R2B2", mode = EnumSource.Mode.EXCLUDE)
    void allQubesShareOneAddress(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Profiled two = OFFICE.with("personal", Mode.REPLACE, Profiled.DHCP);
        plans.run(plans.apply(two));

        MacAddress work = plans.lab().qube(WORK).orElseThrow().mac();
        MacAddress personal =
                plans.lab().qube(QubeName.of("personal")).orElseThrow().mac();
        assertThat(work.value()).startsWith("00:16:3e:").isNotEqualTo("00:16:3e:5e:6c:00");
        assertThat(personal).isNotEqualTo(work);
        Plan remove = plans.remove(two);
        assertThat(remove.changes())
                .filteredOn(change -> change.artifact().locator().equals("mac"))
                .hasSize(2)
                .allSatisfy(change -> assertThat(((Content.Setting) change.after()).isDefault())
                        .isTrue());
    }

    @Test
    void addressThatAUserGaveStays() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().shutdown(WORK);
        plans.lab().setProperty(WORK, "mac", "00:16:3e:00:00:07");

        Plan plan = plans.apply(OFFICE);

        assertThat(plan.changes())
                .noneMatch(change -> change.artifact().locator().equals("mac"));
        assertThat(PlanText.of(plan)).contains("| mac-address=00:16:3E:00:00:07");
    }

    @Test
    void addressThatAnotherQubeHasIsNotTaken() {
        LabPlans plans = on(Release.R4_2);
        MacAddress first = MacChoice.of(WORK, "eth0", survey(plans));
        plans.lab().setProperty(QubeName.of("vault"), "mac", first.value());

        assertThat(MacChoice.of(WORK, "eth0", survey(plans))).isNotEqualTo(first);
    }

    @Test
    void propertyThatWasDefaultGoesBackByResetAndNotBySet() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE));
        plans.run(plans.remove(OFFICE));

        assertThat(plans.lab()
                        .qube(WORK)
                        .orElseThrow()
                        .property("netvm")
                        .orElseThrow()
                        .isDefault())
                .isTrue();
    }

    @Test
    void propertyThatWasSetGoesBackBySet() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().setProperty(WORK, "netvm", "sys-firewall");
        plans.run(plans.apply(OFFICE));
        plans.run(plans.remove(OFFICE));

        assertThat(plans.lab()
                        .qube(WORK)
                        .orElseThrow()
                        .property("netvm")
                        .orElseThrow()
                        .isDefault())
                .isFalse();
    }

    @Test
    void propertyThatAnotherHandChangedSinceStays() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE));
        plans.lab().shutdown(WORK);
        plans.lab().setProperty(WORK, "netvm", "");

        Plan remove = plans.remove(OFFICE);

        assertThat(assertFound(remove, Severity.NOTE, "changed-since").message())
                .contains("work: property netvm", "(none)");
        assertThat(remove.changes())
                .noneMatch(change -> change.artifact().locator().equals("netvm"));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void netvmNeverChangesWhileTheQubeRuns(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Plan plan = plans.apply(Profiled.on(plans.netvm()));

        List<String> titles = PlanWalk.titles(plan);
        int netvm = titles.indexOf(titles.stream()
                .filter(title -> title.startsWith("work: netvm"))
                .findFirst()
                .orElseThrow());
        assertThat(titles.indexOf("shut down work")).isLessThan(netvm);
        assertThat(titles.indexOf("start work")).isGreaterThan(netvm);
        assertThat(titles)
                .filteredOn(title -> title.startsWith("work: mac "))
                .hasSize(release == Release.R2B2 ? 0 : 1)
                .allSatisfy(mac -> assertThat(titles.indexOf(mac))
                        .isBetween(titles.indexOf("shut down work"), titles.indexOf("start work")));
        assertThat(codes(plan).contains("netvm-of-running-qube")).isEqualTo(release == Release.R4_3);
    }

    @Test
    void qubeThatLeavesLooksOffTheBridgeAfterwards() {
        LabPlans plans = on(Release.R4_3);
        plans.run(plans.apply(OFFICE));

        assertThat(plans.remove(OFFICE).probes()).anyMatch(Probe.QubeOffBridge.class::isInstance);
    }

    @ParameterizedTest
    @EnumSource(value = Release.class, names = "R2B2", mode = EnumSource.Mode.EXCLUDE)
    void hvmQubesAreRefused(Release release) {
        LabPlans plans = on(release);
        plans.lab().setProperty(WORK, "virt_mode", "hvm");

        assertThat(assertBlocked(plans.apply(OFFICE), "hvm").why()).contains("DHCP server");
    }

    @ParameterizedTest
    @EnumSource(value = Release.class, names = "R4_3", mode = EnumSource.Mode.EXCLUDE)
    void secondCardBeforeR43(Release release) {
        LabPlans plans = LabPlans.of(folder, release);

        assertBlocked(
                plans.apply(Profiled.on(plans.netvm()).with("work", Mode.ADDITIONAL, Profiled.DHCP)),
                "additional-unsupported");
    }

    @Test
    void secondCardTakesNoDefaultRoute() {
        Plan plan = on(Release.R4_3).apply(OFFICE.with("work", Mode.ADDITIONAL, Profiled.DHCP));

        assertThat(assertFound(plan, Severity.NOTE, "additional-second-card").why())
                .contains("default route");
        assertThat(PlanText.of(plan)).contains("| never-default=true", "| {{ super() }}");
        assertThat(plan.changes())
                .noneMatch(change -> change.artifact().locator().equals("netvm"));
    }

    @Test
    void cloneThatInheritsABridge() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE));
        plans.lab().shutdown(WORK);
        plans.lab().hands().cloneQube(WORK, QubeName.of("work-clone"));

        Plan plan = plans.apply(OFFICE.stp());

        assertThat(codes(plan)).contains("bridge-inherited", "mac-duplicate");
    }

    @Test
    void disposablesInherit() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().setProperty(WORK, "template_for_dispvms", "True");

        assertFound(plans.apply(OFFICE), Severity.WARNING, "disposables-inherit");
    }

    @Test
    void qubeThatIsOnAnotherBridge() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().setFeature(WORK, R4Members.FEATURE, "bridge9");

        assertThat(assertBlocked(plans.apply(OFFICE), "qube-on-other-bridge").message())
                .contains("bridge9");
    }

    @Test
    void qubeThatIsNotThere() {
        assertBlocked(on(Release.R4_2).apply(OFFICE.with("nobody", Mode.REPLACE, Profiled.DHCP)), "qube-missing");
    }

    @Test
    void qubeThatKeepsNoFiles() {
        assertBlocked(on(Release.R4_2).apply(OFFICE.with("sys-net-disp", Mode.REPLACE, Profiled.DHCP)), "qube-unfit");
    }

    @Test
    void qubeThatOthersHangOn() {
        Plan plan = on(Release.R4_2).apply(OFFICE.with("sys-firewall", Mode.REPLACE, Profiled.DHCP));

        assertThat(assertBlocked(plan, "qube-has-dependents").message()).contains("work");
    }

    @Test
    void qubeWithoutNetworkManager() {
        LabPlans plans = on(Release.R4_2);
        Place template = Place.in(QubeName.of("fedora-42-xfce"));
        plans.lab().start(QubeName.of("fedora-42-xfce"));
        plans.lab().delete(template, MemberRule.marker(Release.R4_2), Expected.ANY);

        assertBlocked(plans.apply(OFFICE), "network-manager-missing");
    }

    @Test
    void qubeWhoseTemplateCannotBeSeen() {
        assertFound(
                on(Release.R4_2).apply(OFFICE.with("personal", Mode.REPLACE, Profiled.DHCP)),
                Severity.WARNING,
                "network-manager-unseen");
    }

    @Test
    void fallBackToTheAddressOfQubes() {
        assertThat(PlanText.of(on(Release.R4_2).apply(OFFICE)))
                .contains(
                        "| autoconnect-priority=1\n    | autoconnect-retries=0",
                        "work: service network-manager (not set) → on");
    }

    @Test
    void haltedQubeIsStartedForAMomentAndItsWayToTheNetworkToo() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().shutdown(WORK);
        plans.lab().shutdown(QubeName.of("sys-firewall"));

        Plan plan = plans.apply(OFFICE);

        assertFound(plan, Severity.NOTE, "qube-started");
        assertThat(PlanWalk.titles(plan))
                .startsWith("start sys-firewall", "start work")
                .containsSubsequence(
                        "shut down work", "shut down sys-firewall", "work: netvm sys-firewall (default) → sys-net");
        assertThat(plan.probes()).noneMatch(Probe.QubeOnBridge.class::isInstance);
    }

    @Test
    void keyfileOfAnotherHandIsNotOverwritten() {
        LabPlans plans = on(Release.R4_2);
        HostPath path = Keyfiles.FOLDER.resolve("drawbridge-bridge0.nmconnection");
        plans.lab().write(NET, path, FileImage.ofRoot(bytes("[connection]\nid=mine\n"), 0600), Expected.NEW);

        assertThat(assertBlocked(plans.apply(OFFICE), "file-foreign").message()).contains("id=mine");
    }

    @Test
    void fileOfOursThatAnotherHandEditedIsTold() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE));
        HostPath path = NftRules.path(OFFICE.profile());
        FileImage ours = plans.lab().read(NET, path).orElseThrow();
        plans.lab().write(NET, path, ours.withContent(bytes(Templates.text(ours) + "# mine\n")), Expected.ANY);

        assertFound(plans.remove(OFFICE), Severity.WARNING, "file-edited");
    }

    @Test
    void removalWithoutAKnownBaselineGoesBackToTheDefaults() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE));

        Plan remove = new LabPlans(plans.lab()).remove(OFFICE);

        assertFound(remove, Severity.WARNING, "baseline-unknown");
        new PlanWalk(plans.lab()).forth(remove);
        assertThat(plans.lab()
                        .qube(WORK)
                        .orElseThrow()
                        .property("netvm")
                        .orElseThrow()
                        .isDefault())
                .isTrue();
        assertThat(plans.lab().list(NET, HostPath.of("/rw/config/drawbridge"))).isEmpty();
    }

    @Test
    void secondCardThatQubesWouldSetUpItself() {
        LabPlans plans = on(Release.R4_3);
        Profiled second = OFFICE.with("work", Mode.ADDITIONAL, Profiled.DHCP);
        Plan plan = plans.apply(second);

        assertThat(PlanWalk.titles(plan))
                .contains("work: kernelopts swiotlb=2048 (default) → swiotlb=2048"
                        + " systemd.mask=qubes-network-uplink@eth1.service");
        plans.run(plan);
        assertThat(plans.apply(second).steps()).isEmpty();
        Plan remove = plans.run(plans.remove(second));
        assertThat(remove.changes())
                .filteredOn(change -> change.artifact().locator().equals("kernelopts"))
                .extracting(change -> ((Content.Setting) change.after()).isDefault())
                .containsExactly(true);
    }

    @Test
    void secondCardThatBecomesTheFirst() {
        LabPlans plans = on(Release.R4_3);
        plans.lab().shutdown(WORK);
        plans.lab().setProperty(WORK, "kernelopts", "quiet");
        plans.run(plans.apply(OFFICE.with("work", Mode.ADDITIONAL, Profiled.DHCP)));

        plans.run(plans.apply(OFFICE));

        assertThat(plans.lab()
                        .qube(WORK)
                        .orElseThrow()
                        .property("kernelopts")
                        .orElseThrow()
                        .value())
                .isEqualTo("quiet");
    }

    @Test
    void secondCardOfAQubeWithAKernelOfItsOwn() {
        LabPlans plans = on(Release.R4_3);
        plans.lab().setProperty(WORK, "kernel", "");

        assertBlocked(plans.apply(OFFICE.with("work", Mode.ADDITIONAL, Profiled.DHCP)), "additional-own-kernel");
        assertThat(plans.apply(OFFICE).applicable()).isTrue();
    }

    @Test
    void secondCardWithoutAKnownBaselineGoesBackToTheDefault() {
        LabPlans plans = on(Release.R4_3);
        Profiled second = OFFICE.with("work", Mode.ADDITIONAL, Profiled.DHCP);
        plans.run(plans.apply(second));

        Plan remove = new LabPlans(plans.lab()).remove(second);

        assertThat(remove.changes())
                .filteredOn(change -> change.artifact() instanceof Artifact.Property)
                .extracting(change -> change.artifact().locator())
                .containsExactly("kernelopts");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void bridgeThatIsAbsentWhenAQubeStarts(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Profiled profile = Profiled.on(plans.netvm());
        Plan apply = plans.run(plans.apply(profile));

        assertThat(indexOf(apply, HostCommand.NmUp.class))
                .isLessThan(PlanWalk.titles(apply).indexOf("start work"));
        List<String> remove = PlanWalk.titles(plans.remove(profile));
        assertThat(remove.indexOf("shut down work")).isLessThan(remove.indexOf(plans.netvm() + ": take bridge0 down"));
    }

    @Test
    void addressThatTwoQubesWereGivenIsGivenAnew() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().shutdown(WORK);
        plans.lab().setProperty(WORK, "mac", "00:16:3e:00:00:07");
        plans.lab().setProperty(QubeName.of("vault"), "mac", "00:16:3e:00:00:07");

        Plan plan = plans.apply(OFFICE);

        assertThat(plan.changes())
                .filteredOn(change -> change.artifact().locator().equals("mac"))
                .hasSize(1);
        assertThat(codes(plan)).doesNotContain("mac-duplicate");
    }
}
