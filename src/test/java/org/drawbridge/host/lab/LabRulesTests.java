package org.drawbridge.host.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostCommand.BridgeSwitch;
import org.drawbridge.host.HostCommand.ConntrackPurge;
import org.drawbridge.host.HostCommand.GetBridgeSwitch;
import org.drawbridge.host.HostCommand.IptablesDelta;
import org.drawbridge.host.HostCommand.IptablesTest;
import org.drawbridge.host.HostCommand.LoadBridgeNetfilter;
import org.drawbridge.host.HostCommand.NftCheck;
import org.drawbridge.host.HostCommand.NftDelete;
import org.drawbridge.host.HostCommand.NftLoad;
import org.drawbridge.host.HostCommand.NftRemove;
import org.drawbridge.host.HostCommand.SetBridgeSwitch;
import org.drawbridge.host.HostCommand.UnloadBridgeNetfilter;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules in force: changed by delta, all or nothing, with the answers of the real tools. */
class LabRulesTests {

    private static final HostPath NFT = HostPath.of("/rw/config/drawbridge/bridge0.nft");
    private static final String NFT_RULE = "iifname \"bridge0\" ct state new drop comment \"drawbridge bridge0\"";

    @TempDir
    Path folder;

    @Test
    void deltaWhenLoadedKeepsWhatQubesAdded() {
        LabScene scene = new LabScene(folder, Release.R2B2);
        List<String> before = scene.rules(scene.net);

        scene.run(new IptablesDelta(
                scene.place,
                "filter",
                List.of("-D FORWARD -j DROP", "-A FORWARD -i bridge+ -j ACCEPT", "-A FORWARD -j DROP")));

        assertThat(scene.rules(scene.net))
                .containsSubsequence(
                        "-A FORWARD -i vif+ -j ACCEPT", "-A FORWARD -i bridge+ -j ACCEPT", "-A FORWARD -j DROP")
                .containsAll(before);
        scene.run(new IptablesDelta(scene.place, "filter", List.of("-D FORWARD -i bridge+ -j ACCEPT")));
        assertThat(scene.rules(scene.net)).isEqualTo(before);
    }

    @Test
    void deltaWhenOneLineFailsChangesNothing() {
        LabScene scene = new LabScene(folder, Release.R4_1);
        List<String> before = scene.rules(scene.net);

        CommandResult unknown = scene.failure(new IptablesDelta(
                scene.place, "filter", List.of("-A FORWARD -i bridge+ -j ACCEPT", "-A FORWARD -j NOWHERE")));
        CommandResult missing =
                scene.failure(new IptablesDelta(scene.place, "filter", List.of("-D FORWARD -i no0 -j ACCEPT")));
        CommandResult chain = scene.failure(new IptablesDelta(scene.place, "filter", List.of("-A NOCHAIN -j ACCEPT")));

        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.errors()).anyMatch(line -> line.contains("Couldn't load target `NOWHERE'"));
        assertThat(missing.exit()).isEqualTo(1);
        assertThat(chain.errors()).containsExactly("iptables-restore: line 2 failed");
        assertThat(scene.rules(scene.net)).isEqualTo(before);
    }

    @Test
    void fileWhenFilterIsBrokenHasChangedNatAlready() {
        LabScene scene = new LabScene(folder, Release.R4_1);
        scene.write(
                scene.place,
                "/rw/config/qubes-firewall.d/50-drawbridge-bridge0",
                "#!/bin/sh\niptables-restore --noflush /rw/config/drawbridge/bridge0.rules\nmodprobe br_netfilter\n",
                0755);
        scene.write(
                scene.place,
                "/rw/config/drawbridge/bridge0.rules",
                "*nat\n-A POSTROUTING -o bridge0 -j ACCEPT\nCOMMIT\n*filter\n-A FORWARD -j NOWHERE\nCOMMIT\n",
                0600);

        scene.lab.shutdown(LabScene.WORK);
        scene.lab.shutdown(scene.firewall);
        scene.restart(scene.net);

        assertThat(scene.rules(scene.net)).contains("-A POSTROUTING -o bridge0 -j ACCEPT");
        assertThat(scene.lab.hands().startMessages(scene.net)).anyMatch(line -> line.contains("NOWHERE"));
        assertThat(scene.run(new GetBridgeSwitch(scene.place, BridgeSwitch.IPTABLES))
                        .exit())
                .isEqualTo(255);
    }

    @Test
    void testWhenFileIsBrokenSaysWhereAndLoadsNothing() {
        LabScene scene = new LabScene(folder, Release.R2B2);
        HostPath file = HostPath.of("/rw/config/rules");
        List<String> before = scene.rules(scene.net);
        scene.write(scene.place, file.value(), "*filter\n-A FORWARD -j ACCEPT\nnonsense\nCOMMIT\n", 0600);

        CommandResult result = scene.failure(new IptablesTest(scene.place, file, true));

        assertThat(result.errors()).containsExactly("iptables-restore: line 3 failed");
        scene.write(scene.place, file.value(), "*filter\n-A FORWARD -j ACCEPT\nCOMMIT\n", 0600);
        assertThat(scene.run(new IptablesTest(scene.place, file, true)).exit()).isZero();
        assertThat(scene.rules(scene.net)).isEqualTo(before);
    }

    @Test
    void physdevRuleWhenLoadedSwitchesBridgeNetfilterOn() {
        LabScene scene = new LabScene(folder, Release.R2B2);
        LabTree before = scene.lab.tree();
        GetBridgeSwitch look = new GetBridgeSwitch(scene.place, BridgeSwitch.IPTABLES);
        assertThat(scene.run(look).exit()).isEqualTo(255);

        String rule = "FORWARD -m physdev --physdev-is-bridged -j ACCEPT";
        scene.run(new IptablesDelta(scene.place, "filter", List.of("-I " + rule)));
        assertThat(scene.run(look).output()).containsExactly("1");
        assertThat(scene.run(new UnloadBridgeNetfilter(scene.place)).exit()).isEqualTo(1);

        scene.run(new IptablesDelta(scene.place, "filter", List.of("-D " + rule)));
        scene.run(new UnloadBridgeNetfilter(scene.place));
        assertThat(scene.lab.tree().differencesTo(before)).isEmpty();
    }

    @Test
    void switchWhenModuleIsLoadedCanBeSet() {
        LabScene scene = new LabScene(folder, Release.R4_2);
        SetBridgeSwitch off = new SetBridgeSwitch(scene.place, BridgeSwitch.ARPTABLES, false);
        assertThat(scene.failure(off).errors()).anyMatch(line -> line.contains("No such file or directory"));

        scene.run(new LoadBridgeNetfilter(scene.place));
        scene.run(off);

        assertThat(scene.run(new GetBridgeSwitch(scene.place, BridgeSwitch.ARPTABLES))
                        .output())
                .containsExactly("0");
        assertThat(scene.run(new GetBridgeSwitch(scene.place, BridgeSwitch.IPTABLES))
                        .output())
                .containsExactly("1");
    }

    @Test
    void nftFileWhenLoadedAddsAndIsTakenOutByItsComment() {
        LabScene scene = new LabScene(folder, Release.R4_2);
        List<String> before = scene.rules(scene.net);
        scene.write(scene.place, NFT.value(), nft(NFT_RULE), 0600);

        scene.run(new NftCheck(scene.place, NFT));
        assertThat(scene.rules(scene.net)).isEqualTo(before);
        scene.run(new NftLoad(scene.place, NFT));

        assertThat(scene.rules(scene.net)).contains("\t\t" + NFT_RULE).containsAll(before);
        NftRemove remove = new NftRemove(scene.place, "custom-forward", "drawbridge bridge0");
        List<HostCommand> next = remove.then(scene.run(remove));
        assertThat(next).hasSize(1).allMatch(NftDelete.class::isInstance);
        next.forEach(scene::run);
        assertThat(scene.rules(scene.net)).isEqualTo(before);
    }

    @Test
    void nftFileWhenBrokenIsRefusedAsAWhole() {
        LabScene scene = new LabScene(folder, Release.R4_2);
        List<String> before = scene.rules(scene.net);
        scene.write(scene.place, NFT.value(), nft(NFT_RULE) + nft("nonsense drop"), 0600);

        CommandResult result = scene.failure(new NftLoad(scene.place, NFT));

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.errors()).containsExactly(NFT + ":8:1-1: Error: syntax error, unexpected nonsense");
        scene.write(scene.place, NFT.value(), nft("jump nowhere"), 0600);
        assertThat(scene.failure(new NftLoad(scene.place, NFT)).errors())
                .anyMatch(line -> line.contains("No such file or directory"));
        assertThat(scene.failure(new NftLoad(scene.place, HostPath.of("/rw/none")))
                        .errors())
                .anyMatch(line -> line.contains("Could not open file"));
        assertThat(scene.rules(scene.net)).isEqualTo(before);
    }

    @Test
    void scriptWhenNetQubeStartsPutsRulesAndSwitches() {
        LabScene scene = new LabScene(folder, Release.R4_2);
        scene.write(scene.place, NFT.value(), nft(NFT_RULE), 0600);
        scene.write(
                scene.place,
                "/rw/config/qubes-firewall.d/50-drawbridge-bridge0",
                "#!/bin/sh\n# ours\nmodprobe br_netfilter\nsysctl -q -w net.bridge.bridge-nf-call-iptables=0\nnft -f "
                        + NFT + "\n",
                0755);
        scene.lab.shutdown(LabScene.WORK);
        scene.lab.shutdown(scene.firewall);
        scene.restart(scene.net);

        assertThat(scene.rules(scene.net)).contains("\t\t" + NFT_RULE);
        assertThat(scene.run(new GetBridgeSwitch(scene.place, BridgeSwitch.IPTABLES))
                        .output())
                .containsExactly("0");
    }

    @Test
    void stockRulesWhenBrokenInTheTemplateFailTheLoadAtTheNextStart() {
        LabScene scene = new LabScene(folder, Release.R2B2);
        QubeName template = QubeName.of("fedora-x86_64");
        scene.lab.start(template);
        scene.write(Place.in(template), "/etc/sysconfig/iptables", "*filter\nbroken\n", 0600);
        scene.lab.shutdown(template);
        assertThat(scene.rules(scene.net)).contains("-A POSTROUTING -j MASQUERADE");

        scene.lab.shutdown(LabScene.WORK);
        scene.lab.shutdown(scene.firewall);
        scene.restart(scene.net);

        assertThat(scene.rules(scene.net)).noneMatch(line -> line.contains("MASQUERADE"));
        assertThat(scene.lab.hands().startMessages(scene.net))
                .containsExactly("/etc/sysconfig/iptables: iptables-restore: line 2 failed");
    }

    @Test
    void connectionsWhenPurgedAreGoneInThatRangeOnly() {
        LabScene scene = new LabScene(folder, Release.R4_2);
        scene.lab.hands().openConnection(scene.net, Ipv4Address.of("192.168.50.7"), Ipv4Address.of("10.137.0.7"));
        scene.lab.hands().openConnection(scene.net, Ipv4Address.of("10.137.0.7"), Ipv4Address.of("192.0.2.1"));

        ConntrackPurge purge = new ConntrackPurge(scene.place, Cidr.of("10.137.0.0/16"));
        assertThat(scene.run(purge).exit()).isZero();
        assertThat(scene.lab.hands().connections(scene.net)).isEqualTo(1);
        assertThat(scene.run(purge).exit()).isEqualTo(1);
    }

    private static String nft(String rule) {
        return "table ip qubes {\n\tchain custom-forward {\n\t\t" + rule + "\n\t}\n}\n";
    }
}
