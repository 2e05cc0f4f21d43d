package org.drawbridge.host.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drawbridge.host.lab.LabScene.WORK;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.Expected;
import org.drawbridge.host.HostCommand.NmActive;
import org.drawbridge.host.HostCommand.NmConnectDevice;
import org.drawbridge.host.HostCommand.NmDialect;
import org.drawbridge.host.HostCommand.NmDown;
import org.drawbridge.host.HostCommand.NmReload;
import org.drawbridge.host.HostCommand.NmShow;
import org.drawbridge.host.HostCommand.NmUp;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.name.InterfaceName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NetworkManager as it was measured: what it takes from a keyfile, and what up, down and reload do. */
class LabNetworkManagerTests {

    @TempDir
    Path folder;

    private LabScene scene;

    @BeforeEach
    void begin() {
        scene = new LabScene(folder, Release.R4_2);
    }

    @Test
    void keyfileWhenOthersMayReadItIsPassedOver() {
        scene.writeKeyfile(scene.net, "Bridge-DHCP", LabScene.bridgeKeyfile(true), 0644);
        scene.reload();

        assertThat(scene.failure(new NmUp(scene.place, NmDialect.V1, "Bridge-DHCP"))
                        .exit())
                .isEqualTo(10);
        assertThat(scene.lab.links(scene.net)).noneMatch(link -> link.isBridge());
    }

    @Test
    void keyfileWhenSpanningTreeIsMaybeComesUpWithIt() {
        String text = LabScene.bridgeKeyfile(false).replace("stp=false", "stp=maybe");
        scene.writeKeyfile(scene.net, "Bridge-DHCP", text, 0600);
        scene.reload();

        assertThat(scene.run(new NmShow(scene.place, NmDialect.V1, "Bridge-DHCP"))
                        .output())
                .contains("bridge.stp:yes", "connection.uuid:" + LabScene.BRIDGE_UUID);
    }

    @Test
    void keyfileWhenMacIsNoneMatchesAnyCard() {
        scene.writeKeyfile(scene.net, "Bridge-DHCP", LabScene.bridgeKeyfile(false), 0600);
        scene.writeKeyfile(scene.net, "bridge0-port", LabScene.portKeyfile("zz", false), 0600);
        scene.reload();

        scene.run(new NmUp(scene.place, NmDialect.V1, "bridge0-port"));

        assertThat(scene.link(scene.net, "ens7").master()).isEqualTo(InterfaceName.of("bridge0"));
        assertThat(scene.run(new NmShow(scene.place, NmDialect.V1, "bridge0-port"))
                        .output())
                .contains("802-3-ethernet.mac-address:")
                .noneMatch(line -> line.startsWith("802-3-ethernet.duplex"));
    }

    @Test
    void upWhenMacIsOfNoCardExitsWith4() {
        scene.writeKeyfile(scene.net, "Bridge-DHCP", LabScene.bridgeKeyfile(false), 0600);
        scene.writeKeyfile(scene.net, "bridge0-port", LabScene.portKeyfile("02:00:00:00:00:01", false), 0600);
        scene.reload();

        assertThat(scene.failure(new NmUp(scene.place, NmDialect.V1, "bridge0-port"))
                        .exit())
                .isEqualTo(4);
    }

    @Test
    void upWhenDhcpIsSilentSucceedsWithoutAnAddress() {
        scene.lab.faults().silenceDhcp(true);

        scene.raiseBridge(false);

        assertThat(scene.link(scene.net, "bridge0").addresses()).isEmpty();
        assertThat(scene.link(scene.net, "ens6").addresses()).isEmpty();
    }

    @Test
    void upWhenPortComesUpTakesTheAddressToTheBridge() {
        scene.raiseBridge(false);

        assertThat(scene.link(scene.net, "bridge0").addresses()).hasToString("[192.168.50.149/24]");
        assertThat(scene.link(scene.net, "bridge0").mac())
                .isEqualTo(scene.link(scene.net, "ens6").mac());
        assertThat(scene.run(new NmActive(scene.place, NmDialect.V1)).output())
                .containsExactly(
                        "Bridge-DHCP:" + LabScene.BRIDGE_UUID + ":bridge:bridge0",
                        "bridge0-port:38320e5b-226c-409e-9fd6-0fbf4d0460a0:802-3-ethernet:ens6");
    }

    @Test
    void upOfTheBridgeWhenItIsUpLosesItsPorts() {
        scene.raiseBridge(false);
        scene.bridgeWork();
        scene.lab.start(WORK);

        scene.run(new NmUp(scene.place, NmDialect.V1, "Bridge-DHCP"));

        assertThat(scene.link(scene.net, "vif7.0").master()).isNull();
        assertThat(scene.link(scene.net, "ens6").master()).isNull();
        assertThat(scene.link(scene.net, "bridge0").addresses()).isEmpty();
    }

    @Test
    void downOfTheBridgeWhenUpFreesTheCardAndLosesTheVif() {
        scene.raiseBridge(false);
        scene.bridgeWork();
        scene.lab.start(WORK);

        scene.run(new NmDown(scene.place, NmDialect.V1, "Bridge-DHCP"));

        assertThat(scene.lab.links(scene.net)).noneMatch(link -> link.isBridge());
        assertThat(scene.link(scene.net, "vif7.0").master()).isNull();
        assertThat(scene.link(scene.net, "ens6").addresses()).hasToString("[192.168.50.149/24]");
        assertThat(scene.run(new NmDown(scene.place, NmDialect.V1, "Bridge-DHCP"))
                        .exit())
                .isEqualTo(10);
    }

    @Test
    void reloadWhenKeyfilesAreGoneTakesTheBridgeDown() {
        scene.raiseBridge(true);
        scene.lab.delete(scene.place, scene.keyfile("bridge0-port"), Expected.ANY);
        scene.lab.delete(scene.place, scene.keyfile("Bridge-DHCP"), Expected.ANY);
        assertThat(scene.link(scene.net, "ens6").master()).isNotNull();

        scene.reload();

        assertThat(scene.lab.links(scene.net)).noneMatch(link -> link.isBridge());
        assertThat(scene.link(scene.net, "ens6").addresses()).hasToString("[192.168.50.149/24]");
    }

    @Test
    void bridgeWhenItConnectsByItselfIsBackAfterARestartAndElseNot() {
        scene.raiseBridge(false);
        restartNetQube();
        assertThat(scene.lab.links(scene.net)).noneMatch(link -> link.isBridge());

        scene.raiseBridge(true);
        restartNetQube();
        assertThat(scene.link(scene.net, "ens6").master()).isEqualTo(InterfaceName.of("bridge0"));
    }

    @Test
    void connectWhenDeviceIsKnownBringsUpItsProfile() {
        scene.run(new NmDown(scene.place, NmDialect.V1, "Wired connection 1"));
        assertThat(scene.link(scene.net, "ens6").addresses()).isEmpty();

        scene.run(new NmConnectDevice(scene.place, InterfaceName.of("ens6")));

        assertThat(scene.link(scene.net, "ens6").addresses()).isNotEmpty();
        assertThat(scene.failure(new NmConnectDevice(scene.place, InterfaceName.of("ens9")))
                        .exit())
                .isEqualTo(10);
        assertThat(scene.failure(new NmConnectDevice(scene.place, InterfaceName.of("vif4.0")))
                        .exit())
                .isEqualTo(4);
    }

    @Test
    void commandWhenNetworkManagerDoesNotRunExitsWith8() {
        assertThat(scene.failure(new NmActive(Place.in(WORK), NmDialect.V1)).exit())
                .isEqualTo(8);
    }

    @Test
    void keyfileWhenWrittenOnR2B2IsReadWithoutReload() {
        LabScene old = new LabScene(folder.resolve("old"), Release.R2B2);
        old.writeKeyfile(old.net, "Bridge-DHCP", LabScene.bridgeKeyfile(false), 0600);

        assertThat(old.run(new NmShow(old.place, NmDialect.V0_9, "Bridge-DHCP")).output())
                .contains("bridge.stp:no");
        assertThat(old.failure(new NmReload(old.place)).exit()).isEqualTo(2);
    }

    @Test
    void bridgedQubeWhenNetworkManagerRunsInItGetsAnAddressOfTheLan() {
        scene.writeKeyfile(WORK, "drawbridge-eth0", """
                [connection]
                id=drawbridge-eth0
                uuid=11111111-2222-3333-4444-555555555555
                type=ethernet
                interface-name=eth0
                autoconnect-priority=10
                autoconnect-retries=0

                [ipv4]
                method=auto
                """, 0600);
        scene.lab.setService(WORK, "network-manager", Optional.of(true));
        scene.raiseBridge(false);
        scene.bridgeWork();
        scene.lab.start(WORK);

        assertThat(scene.link(WORK, "eth0").addresses()).hasToString("[192.168.50.107/24]");

        scene.lab.setService(WORK, "network-manager", Optional.empty());
        scene.restart(WORK);
        assertThat(scene.link(WORK, "eth0").addresses()).hasToString("[10.137.0.7/32]");
    }

    private void restartNetQube() {
        List.of(WORK, scene.firewall).forEach(scene.lab::shutdown);
        scene.restart(scene.net);
    }
}
