package org.drawbridge.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.HostCommand.IptablesDelta;
import org.drawbridge.host.HostCommand.NftDelete;
import org.drawbridge.host.HostCommand.NftRemove;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostValuesTests {

    private static final Place NET = Place.in(QubeName.of("sys-net"));

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "etc/x", "/etc//x", "/etc/../x", "/etc/./x", "/etc/x/", "/etc/x\ny", "/etc/x\u0000"})
    void pathIsRefusedWhenItIsNotAbsoluteAndPlain(String text) {
        assertThatThrownBy(() -> HostPath.of(text)).isInstanceOf(InvalidNameException.class);
    }

    @Test
    void pathIsWithinAFolderOnlyWhenAWholePartMatches() {
        HostPath file = HostPath.of("/rw/config/x");
        assertThat(file.isWithin(HostPath.of("/rw"))).isTrue();
        assertThat(file.isWithin(HostPath.of("/rw/conf"))).isFalse();
        assertThat(HostPath.of("/rw").resolve("config/x")).isEqualTo(file);
        assertThat(file.name()).isEqualTo("x");
    }

    @Test
    void preconditionReadsBackWhenWritten() {
        Optional<FileImage> file = Optional.of(image("a"));
        for (Expected expected : List.of(Expected.NEW, Expected.ANY, Expected.of(file))) {
            assertThat(Expected.parse(expected.text())).isEqualTo(expected);
        }
        assertThatThrownBy(() -> Expected.parse("md5:1")).isInstanceOf(InvalidNameException.class);
    }

    @Test
    void preconditionHoldsOnlyWhenWhatIsThereIsWhatWasSeen() {
        Optional<FileImage> seen = Optional.of(image("a"));
        Optional<FileImage> other = Optional.of(image("b"));
        assertThat(Expected.of(seen).holdsFor(seen)).isTrue();
        assertThat(Expected.of(seen).holdsFor(other)).isFalse();
        assertThat(Expected.of(seen).holdsFor(Optional.empty())).isFalse();
        assertThat(Expected.NEW.holdsFor(seen)).isFalse();
        assertThat(Expected.NEW.holdsFor(Optional.empty())).isTrue();
        assertThat(Expected.ANY.holdsFor(seen)).isTrue();
    }

    @Test
    void imageStaysAsItWasWhenTheGivenArrayIsChanged() {
        byte[] bytes = {1, 2, 3};
        FileImage image = FileImage.ofRoot(bytes, 0600);
        bytes[0] = 9;
        image.content()[1] = 9;
        assertThat(image.content()).containsExactly(1, 2, 3);
        assertThat(image.modeText()).isEqualTo("0600");
    }

    @Test
    void imageIsRefusedWhenItIsTooLargeOrItsModeIsNone() {
        assertThatThrownBy(() -> FileImage.ofRoot(new byte[FileImage.SIZE_LIMIT + 1], 0600))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FileImage.ofRoot(new byte[0], 010000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rulesDeltaIsOneTransactionWhenRendered() {
        IptablesDelta delta = new IptablesDelta(
                NET, "nat", List.of("-D POSTROUTING -j MASQUERADE", "-A POSTROUTING -s 10.137.0.0/16 -j MASQUERADE"));
        assertThat(delta.input()).isEqualTo("""
                        *nat
                        -D POSTROUTING -j MASQUERADE
                        -A POSTROUTING -s 10.137.0.0/16 -j MASQUERADE
                        COMMIT
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-F FORWARD", "-A FORWARD -j DROP\nCOMMIT", "*filter", "-P FORWARD ACCEPT", "-A  -j X"})
    void rulesDeltaIsRefusedWhenALineDoesMoreThanChangeOneRule(String line) {
        assertThatThrownBy(() -> new IptablesDelta(NET, "filter", List.of(line)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ruleOfOursIsDeletedByItsHandleWhenItsCommentMatches() {
        NftRemove remove = new NftRemove(NET, "custom-forward", "drawbridge bridge0");
        CommandResult listed = CommandResult.success(
                "\tchain custom-forward { # handle 9",
                "\t\tiifname \"bridge0\" ct state new drop comment \"drawbridge bridge0\" # handle 31",
                "\t\tiifname \"bridge1\" ct state new drop comment \"drawbridge bridge1\" # handle 32",
                "\t\tiifname \"eth1\" accept # handle 33");
        assertThat(remove.then(listed)).containsExactly(new NftDelete(NET, "custom-forward", 31));
    }

    @Test
    void releaseIsFoundWhenItsLabelIsKnown() {
        assertThat(Release.ofLabel("R4.2")).contains(Release.R4_2);
        assertThat(Release.ofLabel("R5")).isEmpty();
    }

    private static FileImage image(String text) {
        return FileImage.ofRoot(text.getBytes(StandardCharsets.UTF_8), 0644);
    }

    @Test
    void madeFoldersWhenWrittenReadBackTheSame() {
        Place work = Place.in(QubeName.of("work"));
        MadeFolders made = MadeFolders.of(Optional.empty())
                .with(work, HostPath.of("/rw/config/a b"))
                .with(Place.DOM0, HostPath.of("/etc/x"));

        assertThat(MadeFolders.of(made.file())).isEqualTo(made);
        assertThat(made.holds(work, HostPath.of("/rw/config/a b"))).isTrue();
        assertThat(made.without(work).holds(work, HostPath.of("/rw/config/a b")))
                .isFalse();
        assertThat(made.without(work).without(Place.DOM0, HostPath.of("/etc/x")).file())
                .isEmpty();
    }

    @Test
    void madeFoldersWhenALineIsNoFolderLeaveItOut() {
        byte[] text = "work /rw/x\nwork rw\n/rw/y\nwork /rw/../etc\n\n".getBytes(StandardCharsets.UTF_8);

        assertThat(MadeFolders.of(Optional.of(FileImage.ofRoot(text, 0600))).lines())
                .containsExactly("work /rw/x");
    }
}
