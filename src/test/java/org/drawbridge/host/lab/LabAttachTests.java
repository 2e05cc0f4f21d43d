package org.drawbridge.host.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.drawbridge.host.lab.LabScene.WORK;

import java.nio.file.Path;
import org.drawbridge.host.HostCommand.RestartQubesd;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.Release;
import org.drawbridge.name.InterfaceName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How each release gives a qube a bridged card, and what becomes of it when its netvm changes. */
class LabAttachTests {

    private static final InterfaceName BRIDGE = InterfaceName.of("bridge0");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Release.class)
    void startWhenTheBridgeIsNotThereFails(Release release) {
        LabScene scene = new LabScene(folder, release);
        scene.bridgeWork();

        assertThatThrownBy(() -> scene.lab.start(WORK))
                .isInstanceOf(HostException.Declined.class)
                .hasMessageContaining("Could not find bridge device bridge0");
        assertThat(scene.report(WORK).power()).isEqualTo(PowerState.HALTED);
    }

    @Test
    void bridgePropertyWhenNotPatchedDoesNotExist() {
        LabScene scene = new LabScene(folder, Release.R2B2);

        assertThat(scene.report(WORK).property("bridge")).isEmpty();
        assertThatThrownBy(() -> scene.lab.setProperty(WORK, "bridge", "bridge0"))
                .isInstanceOf(HostException.Declined.class)
                .hasMessageContaining("patch");

        scene.patchQubesPy();
        assertThat(scene.report(WORK).property("bridge").orElseThrow().isDefault())
                .isTrue();
    }

    @Test
    void macWhenNeverSetIsTheSameForAllSinceR4() {
        LabScene old = new LabScene(folder.resolve("old"), Release.R2B2);
        LabScene scene = new LabScene(folder, Release.R4_2);

        assertThat(scene.report(WORK).mac())
                .isEqualTo(scene.report(scene.firewall).mac());
        assertThat(old.report(WORK).mac()).isNotEqualTo(old.report(old.firewall).mac());
        assertThatThrownBy(() -> scene.lab.setProperty(WORK, "mac", "00:16:3e:00:00:07"))
                .isInstanceOf(HostException.Declined.class)
                .hasMessageContaining("halted");
    }

    @Test
    void deviceTemplateWhenNewIsIgnoredBeforeQubesdRestarts() {
        LabScene scene = new LabScene(folder, Release.R4_2);
        scene.raiseBridge(false);
        scene.lab.setFeature(WORK, "drawbridge-bridge", "bridge0");
        scene.lab.shutdown(WORK);
        scene.lab.setProperty(WORK, "netvm", scene.net.value());
        scene.write(Place.DOM0, "/etc/qubes/templates/libvirt/devices/net.xml", LabScene.wrapped(), 0644);

        scene.lab.start(WORK);
        assertThat(scene.link(scene.net, "vif7.0").master()).isNull();

        scene.run(new RestartQubesd());
        scene.restart(WORK);
        assertThat(scene.link(scene.net, "vif7.0").master()).isEqualTo(BRIDGE);
    }

    @Test
    void byNameTemplateWhenTheBlockIsMissingIsSilentlyIgnored() {
        LabScene scene = new LabScene(folder, Release.R4_2);
        scene.raiseBridge(false);
        scene.lab.shutdown(WORK);
        scene.lab.setProperty(WORK, "netvm", scene.net.value());
        scene.write(Place.DOM0, "/etc/qubes/templates/libvirt/xen/by-name/work.xml", LabScene.byName(), 0644);

        scene.lab.start(WORK);

        assertThat(scene.link(scene.net, "vif7.0").master()).isNull();
    }

    @Test
    void templateWhenBrokenKeepsTheQubeFromStarting() {
        LabScene scene = new LabScene(folder, Release.R4_3);
        scene.lab.shutdown(WORK);
        scene.write(
                Place.DOM0,
                "/etc/qubes/templates/libvirt/xen/by-name/work.xml",
                LabScene.byName().replace("{% endblock %}", ""),
                0644);

        assertThatThrownBy(() -> scene.lab.start(WORK))
                .isInstanceOf(HostException.Declined.class)
                .hasMessageContaining("endblock");
        assertThat(scene.report(WORK).power()).isEqualTo(PowerState.HALTED);
    }

    @Test
    void netvmWhenTakenFromABridgedQubeOnR42DetachesIt() {
        LabScene scene = bridged(Release.R4_2);

        scene.lab.setProperty(WORK, "netvm", "");

        assertThat(scene.lab.links(scene.net))
                .noneMatch(link -> link.name().value().equals("vif7.0"));
        assertThat(scene.lab.links(WORK)).isEmpty();
    }

    @Test
    void netvmWhenTakenFromABridgedQubeOnR43LeavesItsCardInTheBridge() {
        LabScene scene = bridged(Release.R4_3);

        scene.lab.setProperty(WORK, "netvm", "");

        assertThat(scene.report(WORK).netvm()).isNull();
        assertThat(scene.link(scene.net, "vif7.0").master()).isEqualTo(BRIDGE);
        assertThatThrownBy(() -> scene.lab.setProperty(WORK, "netvm", scene.firewall.value()))
                .isInstanceOf(HostException.Declined.class);
        assertThat(scene.report(WORK).netvm()).isEqualTo(scene.firewall);
        assertThat(scene.link(scene.net, "vif7.0").master()).isEqualTo(BRIDGE);
    }

    @Test
    void netvmWhenChangedOnARoutedRunningQubeMovesItsCard() {
        LabScene scene = new LabScene(folder, Release.R4_3);

        scene.lab.setProperty(WORK, "netvm", scene.net.value());

        assertThat(scene.link(scene.net, "vif7.0").addresses()).hasToString("[10.137.0.3/32]");
        assertThat(scene.lab.links(scene.firewall)).noneMatch(link -> link.isVif());
        scene.lab.resetProperty(WORK, "netvm");
        assertThat(scene.link(scene.firewall, "vif7.0").addresses()).isNotEmpty();
    }

    @Test
    void netvmWhenHaltedIsRefusedForARunningQube() {
        LabScene scene = new LabScene(folder, Release.R4_2);

        assertThatThrownBy(() -> scene.lab.setProperty(WORK, "netvm", "lab-router"))
                .isInstanceOf(HostException.Declined.class)
                .hasMessageContaining("Cannot dynamically attach to stopped qube lab-router");
        assertThatThrownBy(() -> scene.lab.setProperty(scene.net, "netvm", scene.firewall.value()))
                .isInstanceOf(HostException.Declined.class)
                .hasMessageContaining("Loops");
    }

    @Test
    void secondCardWhenTheTemplateGivesOneIsAttachedAtStart() {
        LabScene scene = new LabScene(folder, Release.R4_3);
        scene.raiseBridge(false);
        scene.lab.shutdown(WORK);
        scene.lab.setProperty(WORK, "netvm", scene.net.value());
        scene.write(
                Place.DOM0,
                "/etc/qubes/templates/libvirt/xen/by-name/work.xml",
                LabScene.byName()
                        .replace("<interface type", "{{ super() }}\n<interface type")
                        .replace("{{ vm.mac }}", "00:16:3e:00:00:17"),
                0644);

        scene.lab.start(WORK);

        assertThat(scene.link(scene.net, "vif7.0").master()).isNull();
        assertThat(scene.link(scene.net, "vif7.1").master()).isEqualTo(BRIDGE);
        assertThat(scene.link(WORK, "eth1").mac()).hasToString("00:16:3e:00:00:17");
    }

    private LabScene bridged(Release release) {
        LabScene scene = new LabScene(folder, release);
        scene.raiseBridge(false);
        scene.bridgeWork();
        scene.lab.start(WORK);
        assertThat(scene.link(scene.net, "vif7.0").master()).isEqualTo(BRIDGE);
        return scene;
    }
}
