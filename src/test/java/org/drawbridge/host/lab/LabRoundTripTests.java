package org.drawbridge.host.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drawbridge.host.lab.LabScene.WORK;

import java.nio.file.Path;
import java.util.Objects;
import org.drawbridge.host.Link;
import org.drawbridge.host.Release;
import org.drawbridge.name.InterfaceName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole way there and back by hand, on every release. */
class LabRoundTripTests {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Release.class)
    void folderWhenBridgedAndPutBackIsByteIdentical(Release release) {
        LabScene scene = new LabScene(folder, release);
        LabTree before = scene.lab.tree();

        scene.raiseBridge(false);
        scene.bridgeWork();
        scene.lab.start(WORK);

        Link vif = scene.link(scene.net, "vif7.0");
        assertThat(vif.master()).isEqualTo(InterfaceName.of("bridge0"));
        assertThat(vif.addresses()).isEmpty();
        assertThat(scene.rules(scene.net)).noneMatch(line -> line.contains("vif7.0"));
        assertThat(scene.lab.tree()).isNotEqualTo(before);

        scene.unbridgeWork();
        scene.lowerBridge();

        assertThat(scene.link(scene.firewall, "vif7.0").master()).isNull();
        assertThat(scene.lab.tree().differencesTo(before)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void labWhenMadeTwiceIsTheSameBytes(Release release) {
        Lab one = Lab.openOrCreate(folder.resolve("one"), release);
        Lab two = Lab.openOrCreate(folder.resolve("two"), release);

        assertThat(one.tree().differencesTo(two.tree())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void labWhenOpenedAgainIsAsItWas(Release release) {
        LabScene scene = new LabScene(folder, release);
        scene.raiseBridge(true);
        LabTree before = scene.lab.tree();

        LabScene again = new LabScene(folder, release);

        assertThat(again.lab.tree().differencesTo(before)).isEmpty();
        assertThat(again.lab.qubes()).isEqualTo(scene.lab.qubes());
        assertThat(again.lab.links(again.net)).isEqualTo(scene.lab.links(scene.net));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void netQubeWhenStockHasTwoWiredCardsAndAWirelessOne(Release release) {
        LabScene scene = new LabScene(folder, release);

        assertThat(scene.lab.links(scene.net).stream().filter(Link::isUplink)).hasSize(3);
        assertThat(scene.lab.links(scene.net).stream().filter(link -> link.isUplink() && link.wireless()))
                .hasSize(1);
        assertThat(scene.link(scene.net, scene.uplink()).addresses()).hasToString("[192.168.50.149/24]");
        assertThat(scene.report(WORK).netvm()).isEqualTo(scene.firewall);
        assertThat(scene.report(WORK).property("netvm").orElseThrow().isDefault())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void rulesWhenStockHaveWhatQubesAddsAtRunTime(Release release) {
        LabScene scene = new LabScene(folder, release);

        String ip = Objects.requireNonNull(scene.report(WORK).ip()).value();
        assertThat(scene.rules(scene.firewall))
                .anyMatch(line -> line.contains("vif7.0") && line.contains(ip))
                .anyMatch(line -> line.contains("53"));
        assertThat(scene.lab.hands().startMessages(scene.net)).isEmpty();
        assertThat(scene.lab.hands().startMessages(scene.firewall)).isEmpty();
    }
}
