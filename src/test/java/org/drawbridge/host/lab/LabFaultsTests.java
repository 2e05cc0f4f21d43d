package org.drawbridge.host.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.drawbridge.host.lab.LabScene.WORK;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand.NmReload;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.LabCall.Operation;
import org.drawbridge.host.lab.LabFault.Kind;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults on demand: each strikes its call and no other, and leaves just what it says. */
class LabFaultsTests {

    private static final HostPath FILE = HostPath.of("/rw/config/note");
    private static final QubeName NET = QubeName.of("sys-net");

    @TempDir
    Path folder;

    private final List<Duration> waited = new ArrayList<>();
    private final LabFaults faults = new LabFaults();
    private Lab lab;

    @BeforeEach
    void begin() {
        lab = Lab.openOrCreate(folder.resolve("lab"), Release.R4_2, 12, Duration.ofMillis(5), waited::add, faults);
    }

    @Test
    void failWhenStruckDoesNothing() {
        LabTree before = lab.tree();
        faults.add(LabFault.at(Kind.FAIL, Operation.WRITE, "note", 1));

        assertThatThrownBy(() -> write("one")).isInstanceOf(HostException.Declined.class);

        assertThat(lab.tree().differencesTo(before)).isEmpty();
        assertThat(faults.list()).isEmpty();
        write("one");
        assertThat(lab.read(Place.in(NET), FILE)).isPresent();
    }

    @Test
    void failWhenACommandIsStruckLooksLikeItsFailure() {
        faults.add(LabFault.at(Kind.FAIL, Operation.COMMAND, "reload", 1));

        assertThatThrownBy(() -> lab.run(new NmReload(Place.in(NET)), OutputListener.SILENT))
                .isInstanceOf(HostException.CommandFailed.class);
    }

    @Test
    void noSpaceWhenStruckDoesNothing() {
        LabTree before = lab.tree();
        faults.add(LabFault.atStep(Kind.NO_SPACE, 1));

        assertThatThrownBy(() -> write("one"))
                .isInstanceOf(HostException.FileTrouble.class)
                .hasMessageContaining("No space left");

        assertThat(lab.tree().differencesTo(before)).isEmpty();
    }

    @Test
    void hangWhenStruckWaitsUntilTheTimeLimit() {
        LabTree before = lab.tree();
        faults.add(LabFault.atStep(Kind.HANG, 1));

        assertThatThrownBy(() -> lab.run(new NmReload(Place.in(NET)), OutputListener.SILENT))
                .isInstanceOf(HostException.TimedOut.class);

        assertThat(waited).containsExactly(Duration.ofMillis(5), Duration.ofSeconds(20));
        assertThat(lab.tree().differencesTo(before)).isEmpty();
    }

    @Test
    void cutOffWhenAWriteIsStruckLeavesHalfAFile() {
        faults.add(LabFault.at(Kind.CUT_OFF, Operation.WRITE, "", 1));

        assertThatThrownBy(() -> write("12345678")).isInstanceOf(HostException.Unreachable.class);

        assertThat(lab.read(Place.in(NET), FILE))
                .contains(FileImage.ofRoot("1234".getBytes(StandardCharsets.UTF_8), 0600));
    }

    @Test
    void cutOffWhenAPropertyIsStruckHasSetIt() {
        faults.add(LabFault.atStep(Kind.CUT_OFF, 1));

        assertThatThrownBy(() -> lab.setFeature(WORK, "x", "1")).isInstanceOf(HostException.Unreachable.class);

        assertThat(lab.qube(WORK).orElseThrow().feature("x")).contains("1");
    }

    @Test
    void deathWhenStruckLetsTheQubeStopFirst() {
        faults.add(LabFault.at(Kind.QUBE_DIES, Operation.WRITE, "work", 1));

        assertThatThrownBy(() -> lab.write(Place.in(WORK), FILE, FileImage.ofRoot(new byte[0], 0600), Expected.ANY))
                .isInstanceOf(HostException.NotRunning.class);

        assertThat(lab.qube(WORK).orElseThrow().power()).isEqualTo(PowerState.HALTED);
        lab.start(WORK);
        assertThat(lab.list(Place.in(WORK), HostPath.of("/rw/config"))).isEmpty();
    }

    @Test
    void deathWhenAStartIsStruckLeavesItHalted() {
        lab.shutdown(WORK);
        faults.add(LabFault.at(Kind.QUBE_DIES, Operation.START, "", 1));

        assertThatThrownBy(() -> lab.start(WORK)).isInstanceOf(HostException.Declined.class);

        assertThat(lab.qube(WORK).orElseThrow().power()).isEqualTo(PowerState.HALTED);
    }

    @Test
    void faultWhenForALaterCallLetsTheEarlierOnesPass() {
        faults.add(LabFault.atStep(Kind.FAIL, 3));

        write("one");
        lab.read(Place.in(NET), FILE);
        write("two");

        assertThatThrownBy(() -> write("three")).isInstanceOf(HostException.Declined.class);
        write("four");
    }

    @Test
    void faultWhenLastingStrikesUntilItIsTakenBack() {
        faults.add(LabFault.atStep(Kind.FAIL, 2).lasting());
        write("one");

        assertThatThrownBy(() -> write("two")).isInstanceOf(HostException.Declined.class);
        assertThatThrownBy(() -> write("two")).isInstanceOf(HostException.Declined.class);
        assertThat(faults.list()).hasSize(1);

        faults.clear();
        write("two");
    }

    @Test
    void statusWhenStruckSaysThatNobodyAnswers() {
        faults.add(LabFault.at(Kind.FAIL, Operation.STATUS, "", 1));

        assertThat(lab.status().connected()).isFalse();
        assertThat(lab.status().connected()).isTrue();
    }

    @Test
    void stepsWhenRecordedAreWritesAndCommandsOnly() {
        faults.recordSteps();

        write("one");
        lab.qubes();
        lab.run(new NmReload(Place.in(NET)), OutputListener.SILENT);

        assertThat(faults.recordedSteps())
                .extracting(LabCall::text)
                .containsExactly("write sys-net /rw/config/note", "command sys-net nmcli connection reload");
    }

    @Test
    void delayWhenReadingIsNone() {
        lab.qubes();
        lab.links(NET);
        assertThat(waited).isEmpty();

        write("one");
        assertThat(waited).containsExactly(Duration.ofMillis(5));
    }

    private void write(String text) {
        lab.write(Place.in(NET), FILE, FileImage.ofRoot(text.getBytes(StandardCharsets.UTF_8), 0600), Expected.ANY);
    }
}
