package org.drawbridge.host.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The folder itself: what is in it, of which size and release, and what a console that died leaves. */
class LabFolderTests {

    @TempDir
    Path folder;

    @Test
    void labWhenOfAnotherReleaseSaysWhatToDo() {
        Lab.openOrCreate(folder.resolve("lab"), Release.R2B2);

        assertThatThrownBy(() -> Lab.openOrCreate(folder.resolve("lab"), Release.R4_2))
                .isInstanceOf(LabReleaseException.class)
                .hasMessageContaining("is of release R2B2");
    }

    @Test
    void labWhenResetIsAsNew() {
        Lab lab = Lab.openOrCreate(folder.resolve("lab"), Release.R4_2);
        LabTree before = lab.tree();
        lab.setProperty(QubeName.of("vault"), "memory", "999");
        lab.faults().silenceDhcp(true);
        assertThat(lab.tree().differencesTo(before)).hasSize(1);

        lab.reset();

        assertThat(lab.tree().differencesTo(before)).isEmpty();
        assertThat(lab.faults().dhcpIsSilent()).isFalse();
    }

    @Test
    void labWhenHandMadeHasTheTwelveQubes() {
        assertThat(names(Lab.openOrCreate(folder.resolve("new"), Release.R4_3)))
                .containsExactly(
                        "dom0",
                        "debian-13-xfce",
                        "default-dvm",
                        "fedora-42-xfce",
                        "lab-router",
                        "personal",
                        "sys-firewall",
                        "sys-net",
                        "sys-net-disp",
                        "untrusted",
                        "vault",
                        "work");
        assertThat(names(Lab.openOrCreate(folder.resolve("old"), Release.R2B2)))
                .contains("netvm", "firewallvm")
                .doesNotContain("sys-net-disp")
                .hasSize(11);
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void labWhenLargerHasLoadQubesAndKeepsItsSize(Release release) {
        Lab lab = Lab.openOrCreate(folder.resolve("lab"), release, 40, Duration.ZERO, LabPause.NONE, new LabFaults());

        assertThat(names(lab)).hasSize(40).contains("load-0001", "load-0028");
        assertThat(names(Lab.openOrCreate(folder.resolve("lab"), release))).hasSize(40);
    }

    @Test
    void ownFolderWhenLeftOutMakesNoDifference() {
        Lab lab = Lab.openOrCreate(folder.resolve("lab"), Release.R4_2);
        LabTree before = lab.tree();
        HostPath file = HostPath.of("/var/lib/drawbridge/rescue/1/manifest.json");

        lab.write(Place.DOM0, file, FileImage.ofRoot(new byte[] {1}, 0600), Expected.NEW);

        assertThat(lab.tree()).isNotEqualTo(before);
        assertThat(lab.tree().without("/var/lib/drawbridge").differencesTo(before))
                .isEmpty();
        assertThat(lab.list(Place.DOM0, HostPath.of("/var/lib/drawbridge"))).isEmpty();
        lab.delete(Place.DOM0, file, Expected.ANY);
        assertThat(lab.tree().differencesTo(before)).isEmpty();
    }

    @Test
    void labWhenMakingItWasInterruptedIsMadeAnew() throws IOException {
        Path unfinished = folder.resolve("lab" + AtomicFiles.UNFINISHED);
        Files.createDirectories(unfinished);
        Files.writeString(unfinished.resolve("lab.json"), "{");

        Lab lab = Lab.openOrCreate(folder.resolve("lab"), Release.R4_2);

        assertThat(lab.qubes()).hasSize(12);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("lab"));
        }
    }

    @Test
    void labWhenItsNotesAreBrokenSaysWhatToDo() throws IOException {
        Lab lab = Lab.openOrCreate(folder.resolve("lab"), Release.R4_2);
        Files.writeString(folder.resolve("lab/qubes/vault/qube.json"), "{ no notes");

        assertThatThrownBy(lab::qubes).isInstanceOf(BrokenLabException.class).hasMessageContaining("reset the lab");
    }

    @Test
    void settingsWhenUnusableAreRefused() {
        assertThatThrownBy(() -> new LabProperties("R3.2", 12, Duration.ZERO)).hasMessageContaining("R4.3");
        assertThatThrownBy(() -> new LabProperties("R4.2", -1, Duration.ZERO)).hasMessageContaining("from 0");
        assertThatThrownBy(() -> new LabProperties("R4.2", 12, Duration.ofSeconds(-1)))
                .hasMessageContaining("negative");
        assertThat(new LabProperties("R4.1", 12, Duration.ZERO).releaseValue()).isEqualTo(Release.R4_1);
    }

    private static Stream<String> names(Lab lab) {
        return lab.qubes().stream().map(report -> report.name().value());
    }
}
