package org.drawbridge.plan.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.Link;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Finding.Severity;
import org.drawbridge.plan.Plan;
import org.drawbridge.profile.BridgeProfile.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The traps of the net qube and its card, each as a step, a check or a finding. */
class NetQubeTrapTests extends Traps {

    @ParameterizedTest
    @EnumSource(Release.class)
    void wirelessUplink(Release release) {
        LabPlans plans = LabPlans.of(folder, release);

        assertBlocked(plans.apply(Profiled.on(plans.netvm()).mac("88:ae:1d:ae:30:33")), "wireless-uplink");
    }

    @Test
    void unknownCardIsABlockerThatNamesTheCardsThatAreThere() {
        Plan plan = on(Release.R4_2).apply(OFFICE.mac("02:00:00:00:00:01"));

        assertThat(assertBlocked(plan, "uplink-missing").message()).contains("ens6 (88:ae:1d:ae:30:31)");
    }

    @Test
    void unknownCardInAQubeWithoutCards() {
        Plan plan = on(Release.R4_2).apply(Profiled.on("sys-firewall"));

        assertThat(assertBlocked(plan, "uplink-missing").message()).contains("none at all");
    }

    @Test
    void cardThatIsTakenByAnotherBridge() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE.alone()));

        assertBlocked(
                plans.apply(OFFICE.id(2).bridge("bridge1").with("personal", Mode.REPLACE, Profiled.DHCP)),
                "uplink-taken");
    }

    @Test
    void cardToldByNameIsBoundByItsAddress() {
        Plan plan = on(Release.R4_2).apply(OFFICE.card("ens6"));

        assertFound(plan, Severity.NOTE, "uplink-by-name");
        assertThat(PlanText.of(plan))
                .contains("| mac-address=88:AE:1D:AE:30:31")
                .doesNotContain("interface-name=ens6");
    }

    @Test
    void netQubeThatIsNotThere() {
        assertBlocked(on(Release.R4_2).apply(Profiled.on("nowhere")), "net-qube-missing");
    }

    @Test
    void netQubeThatProvidesNoNetwork() {
        assertBlocked(on(Release.R4_2).apply(Profiled.on("vault")), "net-qube-unfit");
    }

    @Test
    void netQubeThatIsHaltedShowsNothing() {
        Plan plan = on(Release.R4_2).apply(Profiled.on("lab-router"));

        assertBlocked(plan, "net-qube-halted");
    }

    @Test
    void disposableNetQubeMustNotShareItsTemplate() {
        LabPlans plans = on(Release.R4_2);
        plans.lab().start(QubeName.of("sys-net-disp"));

        Plan plan = plans.apply(Profiled.on("sys-net-disp").mac("88:ae:1d:ae:30:41"));

        assertThat(assertBlocked(plan, "disposable-template-shared").message()).contains("default-dvm");
    }

    @Test
    void customPersistIgnoresTheScript() {
        LabPlans plans = on(Release.R4_3);
        plans.lab().setFeature(SYS_NET, "service.custom-persist", "1");

        assertBlocked(plans.apply(OFFICE), "custom-persist");
    }

    @Test
    void customPersistThatIsOffIsNone() {
        LabPlans plans = on(Release.R4_3);
        plans.lab().setFeature(SYS_NET, "service.custom-persist", "");

        assertThat(plans.apply(OFFICE).applicable()).isTrue();
    }

    @Test
    void customPersistIsOnForQubesWhateverTextItHas() {
        LabPlans plans = on(Release.R4_3);
        plans.lab().setFeature(SYS_NET, "service.custom-persist", "0");

        assertBlocked(plans.apply(OFFICE), "custom-persist");
    }

    @Test
    void disposableNetQubeKeepsItsFilesInATemplateOfItsOwn() {
        LabPlans plans = on(Release.R4_2);
        QubeName disposable = QubeName.of("sys-net-disp");
        QubeName own = QubeName.of("net-dvm");
        plans.lab().hands().cloneQube(QubeName.of("default-dvm"), own);
        plans.lab().setProperty(disposable, "template", "net-dvm");
        plans.lab().start(disposable);
        Profiled profile = Profiled.on("sys-net-disp").mac("88:ae:1d:ae:30:41").alone();

        Plan plan = plans.apply(profile);

        assertThat(assertFound(plan, Severity.WARNING, "disposable-net-qube").message())
                .contains("sys-net-disp", "net-dvm");
        assertThat(plan.applicable()).isTrue();
        assertThat(plan.changes())
                .filteredOn(change -> change.artifact().locator().equals("/rw/config/drawbridge/bridge0.nft"))
                .extracting(change -> change.artifact().where().label())
                .containsExactly("net-dvm", "sys-net-disp");
        assertThat(PlanWalk.titles(plan)).startsWith("start net-dvm").endsWith("shut down net-dvm");
        plans.run(plan);
        plans.lab().shutdown(disposable);
        plans.lab().start(disposable);
        assertThat(plans.lab().links(disposable)).anyMatch(Link::isBridge);
        plans.run(plans.remove(profile));
        plans.lab().shutdown(disposable);
        plans.lab().start(disposable);
        assertThat(plans.lab().links(disposable)).noneMatch(Link::isBridge);
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void vifBridgeThatIsNotExecutable(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Place net = Place.in(QubeName.of(plans.netvm()));
        FileImage image = plans.lab().read(net, NetQubeRule.VIF_BRIDGE).orElseThrow();
        FileImage plain = new FileImage(image.content(), 0644, image.owner(), image.group());
        plans.lab().write(net, NetQubeRule.VIF_BRIDGE, plain, Expected.ANY);

        assertBlocked(plans.apply(Profiled.on(plans.netvm())), "vif-bridge-missing");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void vifBridgeThatIsNotThere(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Place net = Place.in(QubeName.of(plans.netvm()));
        plans.lab().delete(net, NetQubeRule.VIF_BRIDGE, Expected.ANY);

        assertBlocked(plans.apply(Profiled.on(plans.netvm())), "vif-bridge-missing");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void portThatShouldNotBeInTheBridge(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Profiled profile = Profiled.on(plans.netvm());
        plans.run(plans.apply(profile));
        InterfaceName stray = InterfaceName.of("vif4.0");
        Place net = Place.in(QubeName.of(plans.netvm()));
        plans.lab().run(new HostCommand.JoinBridge(net, stray, BridgeName.of("bridge0")), OutputListener.SILENT);

        assertThat(assertFound(plans.apply(profile.stp()), Severity.WARNING, "stray-port")
                        .message())
                .contains("vif4.0 of " + (release == Release.R2B2 ? "firewallvm" : "sys-firewall"));
    }

    @Test
    void bridgeOfAnotherHandWithThatName() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE.alone()));

        assertBlocked(plans.apply(OFFICE.id(2).mac("88:ae:1d:ae:30:32")), "bridge-foreign");
    }

    @Test
    void bridgeThatIsUpCannotMoveToAnotherName() {
        LabPlans plans = on(Release.R4_2);
        plans.run(plans.apply(OFFICE));

        assertBlocked(plans.apply(OFFICE.bridge("bridge1")), "bridge-moved");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void spanningTree(Release release) {
        LabPlans plans = LabPlans.of(folder, release);

        assertThat(assertFound(plans.apply(Profiled.on(plans.netvm()).stp()), Severity.WARNING, "stp-on")
                        .message())
                .contains("BPDU");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void suspendAndLossOfTheCarrier(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Plan hardened = plans.apply(Profiled.on(plans.netvm()));

        assertThat(PlanText.of(hardened).split("stp=false\n    \\| mac-address=88:AE:1D:AE:30:31", -1))
                .as("the bridge's address is pinned to its card's")
                .hasSize(2);
        assertThat(PlanText.of(hardened)).doesNotContain("autoconnect=false");
        assertThat(assertFound(hardened, Severity.NOTE, "net-qube-restart").why())
                .contains("suspend");
    }

    @Test
    void suspendWithTheSeedsKeyfiles() {
        Plan seed = on(Release.R2B2).apply(Profiled.on("netvm").seed());

        assertThat(assertFound(seed, Severity.WARNING, "seed-autoconnect").message())
                .contains("suspend");
    }
}
