package org.drawbridge.host.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.drawbridge.host.lab.LabScene.WORK;

import java.nio.file.Path;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What starting and stopping does to files and to other qubes. */
class LabPowerTests {

    private static final QubeName TEMPLATE = QubeName.of("fedora-42-xfce");
    private static final QubeName DISPOSABLE = QubeName.of("sys-net-disp");
    private static final QubeName ROUTER = QubeName.of("lab-router");
    private static final String FILE = "/etc/drawbridge-test";

    @TempDir
    Path folder;

    private LabScene scene;

    @BeforeEach
    void begin() {
        scene = new LabScene(folder, Release.R4_2);
    }

    @Test
    void templateWhenChangedReachesItsQubesAtTheirNextStart() {
        scene.lab.start(TEMPLATE);
        scene.write(Place.in(TEMPLATE), FILE, "new", 0644);
        scene.restart(WORK);
        assertThat(has(WORK)).isFalse();

        scene.lab.shutdown(TEMPLATE);
        assertThat(has(WORK)).isFalse();

        scene.restart(WORK);
        assertThat(has(WORK)).isTrue();
    }

    @Test
    void appQubeWhenRestartedHasForgottenWhatIsOutsideItsOwnFolder() {
        scene.write(Place.in(WORK), FILE, "gone", 0644);
        scene.write(Place.in(WORK), "/rw/config/kept", "kept", 0644);
        scene.write(Place.in(WORK), "/home/user/kept", "kept", 0644);

        scene.restart(WORK);

        assertThat(has(WORK)).isFalse();
        assertThat(scene.lab.read(Place.in(WORK), HostPath.of("/rw/config/kept")))
                .isPresent();
        assertThat(scene.lab.read(Place.in(WORK), HostPath.of("/rw/home/user/kept")))
                .isPresent();
    }

    @Test
    void standaloneWhenRestartedHasKeptEverything() {
        scene.lab.start(ROUTER);
        scene.write(Place.in(ROUTER), FILE, "kept", 0644);

        scene.restart(ROUTER);

        assertThat(has(ROUTER)).isTrue();
    }

    @Test
    void disposableWhenRestartedHasWhatItsTemplateHas() {
        QubeName template = QubeName.of("default-dvm");
        scene.lab.start(template);
        scene.write(Place.in(template), "/rw/config/from-template", "kept", 0644);
        scene.lab.shutdown(template);
        scene.lab.start(DISPOSABLE);
        scene.write(Place.in(DISPOSABLE), "/rw/config/own", "gone", 0644);

        scene.restart(DISPOSABLE);

        assertThat(scene.lab.list(Place.in(DISPOSABLE), HostPath.of("/rw/config")))
                .containsExactly("from-template");
    }

    @Test
    void disposableWhenShutDownLeavesNothing() {
        LabTree before = scene.lab.tree();
        scene.lab.start(DISPOSABLE);
        scene.write(Place.in(DISPOSABLE), "/rw/config/own", "gone", 0644);

        scene.lab.shutdown(DISPOSABLE);

        assertThat(scene.lab.tree().without("/var/lib/drawbridge").differencesTo(before))
                .isEmpty();
    }

    @Test
    void startWhenNetQubeIsHaltedStartsItFirst() {
        scene.lab.shutdown(WORK);
        scene.lab.shutdown(scene.firewall);
        scene.lab.shutdown(scene.net);
        assertThat(scene.report(scene.net).power()).isEqualTo(PowerState.HALTED);

        scene.lab.start(WORK);

        assertThat(scene.report(scene.net).power()).isEqualTo(PowerState.RUNNING);
        assertThat(scene.link(scene.firewall, "vif7.0").addresses()).hasToString("[10.137.0.4/32]");
    }

    @Test
    void netQubeWhenItCrashesTakesTheCardsWithItAndBringsThemBack() {
        scene.lab.hands().kill(scene.firewall);
        assertThat(scene.lab.links(WORK)).isEmpty();
        assertThat(scene.report(WORK).power()).isEqualTo(PowerState.RUNNING);

        scene.lab.start(scene.firewall);

        assertThat(scene.link(WORK, "eth0").addresses()).hasToString("[10.137.0.7/32]");
    }

    @Test
    void netQubeWhenItCrashesOnR43LeavesDeadCards() {
        LabScene newer = new LabScene(folder.resolve("newer"), Release.R4_3);
        newer.lab.hands().kill(newer.firewall);
        newer.lab.start(newer.firewall);

        assertThat(newer.lab.links(newer.firewall))
                .noneMatch(link -> link.name().value().equals("vif7.0"));
        newer.restart(WORK);
        assertThat(newer.link(newer.firewall, "vif7.0").addresses()).isNotEmpty();
    }

    @Test
    void cloneWhenMadeHasWhatItsModelHas() {
        QubeName clone = QubeName.of("personal-2");
        scene.lab.setFeature(QubeName.of("personal"), "drawbridge-bridge", "bridge0");

        scene.lab.hands().cloneQube(QubeName.of("personal"), clone);

        assertThat(scene.report(clone).feature("drawbridge-bridge")).contains("bridge0");
        assertThat(scene.report(clone).ip())
                .isNotEqualTo(scene.report(QubeName.of("personal")).ip());
        scene.lab.start(clone);
        scene.lab.shutdown(clone);
        scene.lab.hands().removeQube(clone);
        assertThat(scene.lab.qube(clone)).isEmpty();
        assertThatThrownBy(() -> scene.lab.hands().removeQube(scene.net)).isInstanceOf(HostException.Declined.class);
    }

    private boolean has(QubeName qube) {
        return scene.lab.read(Place.in(qube), HostPath.of(FILE)).isPresent();
    }
}
