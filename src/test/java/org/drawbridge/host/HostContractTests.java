package org.drawbridge.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.name.QubeName;
import org.drawbridge.name.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every implementation of the port must keep; it is run for each of them by a class that says how to get one. */
public abstract class HostContractTests {

    private static final QubeName NOBODY = QubeName.of("nobody");
    private Host host;

    /** A host with at least dom0, a running net qube, a running qube behind it and a halted one. */
    protected abstract Host host();

    protected abstract QubeName netQube();

    protected abstract QubeName runningQube();

    protected abstract QubeName haltedQube();

    /** A property of the halted qube that has its default, and another value for it. */
    protected Setting setting() {
        return new Setting("memory", "777");
    }

    /** A property and a value. */
    public record Setting(String property, String value) {}

    /** A feature that no qube has. */
    protected String feature() {
        return "contract";
    }

    /** The name of a connection that NetworkManager does not know. */
    protected String unknownConnection() {
        return "no such profile";
    }

    /** What comes of setting a property that no qube has. */
    protected Class<? extends HostException> withUnknownProperty() {
        return HostException.Declined.class;
    }

    /** Two files of dom0 that are not there, in folders that are not there either. */
    protected Samples dom0Files() {
        FileImage odd = new FileImage(new byte[] {0, 10, 13, (byte) 0xff, 27}, 0640, "root", "qubes");
        HostPath folder = HostPath.of("/var/lib/qubes/contract");
        return new Samples(
                folder,
                folder.resolve("deep/file.txt"),
                folder.resolve("other.txt"),
                odd,
                text("one"),
                text("two"),
                text("two"));
    }

    /** The same in the net qube. */
    protected Samples qubeFiles() {
        FileImage odd = new FileImage(new byte[] {0, 10, 13, (byte) 0xff, 27, '\''}, 0640, "root", "root");
        HostPath folder = HostPath.of("/rw/config/contract");
        return new Samples(
                folder,
                folder.resolve("deep/file.txt"),
                folder.resolve("other.txt"),
                odd,
                text("one"),
                text("two"),
                text("two"));
    }

    /**
     * Files to try.
     *
     * @param folder a folder that is not there
     * @param file a file two folders deep in it, or one where it must be
     * @param other another file in it
     * @param odd what the file may be, as odd as goes
     * @param one what the file may be
     * @param two what the file may be, too
     * @param another what the other file may be
     */
    public record Samples(
            HostPath folder,
            HostPath file,
            HostPath other,
            FileImage odd,
            FileImage one,
            FileImage two,
            FileImage another) {

        HostPath parent() {
            String path = file.value();
            return HostPath.of(path.substring(0, path.lastIndexOf('/')));
        }
    }

    @BeforeEach
    void begin() {
        host = host();
    }

    @Test
    void statusWhenReachedSaysConnected() {
        assertThat(host.status().connected()).isTrue();
        assertThat(host.status().release()).isNotNull();
        assertThat(host.status().message()).isNotBlank();
    }

    @Test
    void qubesWhenListedHaveDom0FirstAndThenNamesInOrder() {
        List<QubeName> names = host.qubes().stream().map(QubeReport::name).toList();

        assertThat(names.getFirst()).isEqualTo(QubeName.DOM0);
        assertThat(names.subList(1, names.size())).isSorted().doesNotHaveDuplicates();
        assertThat(names).contains(netQube(), runningQube(), haltedQube());
    }

    @Test
    void qubeWhenAskedAloneIsAsInTheList() {
        assertThat(host.qube(runningQube()))
                .hasValueSatisfying(alone -> assertThat(host.qubes()).contains(alone));
        assertThat(host.qube(NOBODY)).isEmpty();
    }

    @Test
    void qubeWhenItRunsHasANumberOfXen() {
        assertThat(report(runningQube()).power()).isEqualTo(PowerState.RUNNING);
        assertThat(report(runningQube()).xid()).isPositive();
        assertThat(report(haltedQube()).power()).isEqualTo(PowerState.HALTED);
        assertThat(report(haltedQube()).xid()).isEqualTo(-1);
    }

    @Test
    void linksWhenInTheNetQubeNameItsCards() {
        assertThat(host.links(netQube())).anyMatch(Link::isUplink);
        assertThat(host.links(runningQube())).isNotEmpty().noneMatch(Link::isUplink);
    }

    @Test
    void linksWhenHaltedAreRefusedAndNothingStarts() {
        assertThatThrownBy(() -> host.links(haltedQube())).isInstanceOf(HostException.NotRunning.class);
        assertThat(report(haltedQube()).power()).isEqualTo(PowerState.HALTED);
    }

    @Test
    void readWhenQubeIsHaltedIsRefusedAndNothingStarts() {
        assertThatThrownBy(() -> host.read(Place.in(haltedQube()), qubeFiles().file()))
                .isInstanceOf(HostException.NotRunning.class);
        assertThat(report(haltedQube()).power()).isEqualTo(PowerState.HALTED);
    }

    @Test
    void anyCallWhenQubeIsUnknownSaysSo() {
        assertThatThrownBy(() -> host.links(NOBODY)).isInstanceOf(HostException.NoSuchQube.class);
        assertThatThrownBy(() -> host.start(NOBODY)).isInstanceOf(HostException.NoSuchQube.class);
        assertThatThrownBy(() -> host.setProperty(NOBODY, "netvm", "")).isInstanceOf(HostException.NoSuchQube.class);
        assertThatThrownBy(() -> host.shutdown(NOBODY)).isInstanceOf(HostException.NoSuchQube.class);
        assertThatThrownBy(() -> host.resetProperty(NOBODY, "netvm")).isInstanceOf(HostException.NoSuchQube.class);
        assertThatThrownBy(() -> host.service(NOBODY, "cups")).isInstanceOf(HostException.NoSuchQube.class);
        Samples files = qubeFiles();
        assertThatThrownBy(() -> host.read(Place.in(NOBODY), files.file()))
                .isInstanceOf(HostException.NoSuchQube.class);
        assertThatThrownBy(() -> host.list(Place.in(NOBODY), files.folder()))
                .isInstanceOf(HostException.NoSuchQube.class);
        assertThatThrownBy(() -> host.write(Place.in(NOBODY), files.file(), files.one(), Expected.ANY))
                .isInstanceOf(HostException.NoSuchQube.class);
    }

    @Test
    void readWhenNothingIsThereIsEmpty() {
        assertThat(host.read(Place.DOM0, dom0Files().file())).isEmpty();
        assertThat(host.list(Place.DOM0, dom0Files().folder())).isEmpty();
    }

    @Test
    void writeWhenReadBackIsTheSameBytesModeAndOwner() {
        Samples files = dom0Files();

        host.write(Place.DOM0, files.file(), files.odd(), Expected.NEW);

        assertThat(host.read(Place.DOM0, files.file())).contains(files.odd());
        assertThat(host.list(Place.DOM0, files.parent()))
                .containsExactly(files.file().name());
        host.delete(Place.DOM0, files.file(), Expected.of(Optional.of(files.odd())));
    }

    @Test
    void writeWhenNotAsExpectedChangesNothing() {
        Samples files = dom0Files();
        host.write(Place.DOM0, files.file(), files.one(), Expected.NEW);

        assertThatThrownBy(() -> host.write(Place.DOM0, files.file(), files.two(), Expected.NEW))
                .isInstanceOf(HostException.PreconditionFailed.class);
        assertThatThrownBy(
                        () -> host.write(Place.DOM0, files.file(), files.two(), Expected.content(Sha256.of("other"))))
                .isInstanceOf(HostException.PreconditionFailed.class);
        assertThatThrownBy(() -> host.delete(Place.DOM0, files.file(), Expected.content(Sha256.of("other"))))
                .isInstanceOf(HostException.PreconditionFailed.class);
        assertThat(host.read(Place.DOM0, files.file())).contains(files.one());

        host.write(Place.DOM0, files.file(), files.two(), Expected.of(Optional.of(files.one())));
        assertThat(host.read(Place.DOM0, files.file())).contains(files.two());
        host.delete(Place.DOM0, files.file(), Expected.ANY);
    }

    @Test
    void deleteWhenFoldersWereMadeForTheFileTakesThemToo() {
        Samples files = dom0Files();
        host.write(Place.DOM0, files.file(), files.one(), Expected.NEW);
        host.write(Place.DOM0, files.other(), files.another(), Expected.ANY);

        host.delete(Place.DOM0, files.file(), Expected.ANY);
        assertThat(host.read(Place.DOM0, files.other())).isPresent();
        host.delete(Place.DOM0, files.other(), Expected.ANY);
        host.delete(Place.DOM0, files.other(), Expected.ANY);

        assertThat(host.list(Place.DOM0, files.folder())).isEmpty();
        assertThat(host.read(Place.DOM0, MadeFolders.FILE)).isEmpty();
    }

    @Test
    void writeWhenInAQubeIsSeenThere() {
        Place place = Place.in(netQube());
        Samples files = qubeFiles();

        host.write(place, files.file(), files.one(), Expected.NEW);

        assertThat(host.read(place, files.file())).contains(files.one());
        assertThat(host.read(Place.in(runningQube()), files.file())).isEmpty();
        host.delete(place, files.file(), Expected.ANY);
        assertThat(host.read(place, files.file())).isEmpty();
    }

    @Test
    void writeWhenInAQubeAndNotAsExpectedChangesNothing() {
        Place place = Place.in(netQube());
        Samples files = qubeFiles();
        host.write(place, files.file(), files.odd(), Expected.NEW);

        assertThatThrownBy(() -> host.write(place, files.file(), files.two(), Expected.NEW))
                .isInstanceOfSatisfying(
                        HostException.PreconditionFailed.class,
                        failed -> assertThat(failed.found()).contains(files.odd()));
        assertThatThrownBy(() -> host.delete(place, files.file(), Expected.content(Sha256.of("other"))))
                .isInstanceOf(HostException.PreconditionFailed.class);
        assertThat(host.read(place, files.file())).contains(files.odd());
        assertThat(host.list(place, files.parent()))
                .containsExactly(files.file().name());

        host.write(place, files.file(), files.two(), Expected.of(Optional.of(files.odd())));
        assertThat(host.read(place, files.file())).contains(files.two());
        host.delete(place, files.file(), Expected.of(Optional.of(files.two())));
        assertThat(host.read(place, files.file())).isEmpty();
        assertThat(host.read(Place.DOM0, MadeFolders.FILE)).isEmpty();
    }

    @Test
    void propertyWhenSetAndResetIsTheDefaultAgain() {
        Setting setting = setting();
        PropertyValue before = report(haltedQube()).property(setting.property()).orElseThrow();
        assertThat(before.isDefault()).isTrue();

        host.setProperty(haltedQube(), setting.property(), setting.value());
        assertThat(report(haltedQube()).property(setting.property()))
                .contains(new PropertyValue(setting.value(), false));

        host.resetProperty(haltedQube(), setting.property());
        assertThat(report(haltedQube()).property(setting.property())).contains(before);
    }

    @Test
    void propertyWhenItDoesNotExistIsDeclined() {
        assertThatThrownBy(() -> host.setProperty(haltedQube(), "no_such_property", "1"))
                .isInstanceOf(withUnknownProperty());
    }

    @Test
    void netvmWhenItProvidesNoNetworkIsDeclined() {
        assertThatThrownBy(() ->
                        host.setProperty(haltedQube(), "netvm", runningQube().value()))
                .isInstanceOf(HostException.Declined.class);
    }

    @Test
    void macWhenSetOnAHaltedQubeIsReportedAndComesBackByReset() {
        QubeReport before = report(haltedQube());

        host.setProperty(haltedQube(), "mac", "00:16:3e:aa:bb:cc");
        assertThat(report(haltedQube()).mac()).hasToString("00:16:3e:aa:bb:cc");

        host.resetProperty(haltedQube(), "mac");
        assertThat(report(haltedQube())).isEqualTo(before);
    }

    @Test
    void macWhenTheQubeRunsIsDeclined() {
        QubeReport before = report(runningQube());

        assertThatThrownBy(() -> host.setProperty(runningQube(), "mac", "00:16:3e:aa:bb:cc"))
                .isInstanceOf(HostException.Declined.class);
        assertThat(report(runningQube())).isEqualTo(before);
    }

    @Test
    void featureWhenTheReleaseHasThemIsSetAndTakenAway() {
        if (host.status().release() == Release.R2B2) {
            assertThatThrownBy(() -> host.setFeature(haltedQube(), feature(), "1"))
                    .isInstanceOf(HostException.Declined.class);
            return;
        }
        host.setFeature(haltedQube(), feature(), "one");
        assertThat(report(haltedQube()).feature(feature())).contains("one");
        host.setFeature(haltedQube(), feature(), "");
        assertThat(report(haltedQube()).feature(feature())).contains("");

        host.removeFeature(haltedQube(), feature());
        host.removeFeature(haltedQube(), feature());
        assertThat(report(haltedQube()).feature(feature())).isEmpty();
    }

    @Test
    void featureWhenItIsNoPlainLineIsDeclined() {
        assertThatThrownBy(() -> host.setFeature(haltedQube(), feature(), "two\nlines"))
                .isInstanceOf(HostException.Declined.class);
        assertThatThrownBy(() -> host.setFeature(haltedQube(), feature(), "grün"))
                .isInstanceOf(HostException.Declined.class);
    }

    @Test
    void serviceWhenSetAndTakenAwayIsUnsaidAgain() {
        assertThat(host.service(haltedQube(), "network-manager")).isEmpty();

        host.setService(haltedQube(), "network-manager", Optional.of(true));
        assertThat(host.service(haltedQube(), "network-manager")).contains(true);
        host.setService(haltedQube(), "network-manager", Optional.of(false));
        assertThat(host.service(haltedQube(), "network-manager")).contains(false);

        host.setService(haltedQube(), "network-manager", Optional.empty());
        assertThat(host.service(haltedQube(), "network-manager")).isEmpty();
    }

    @Test
    void startAndShutdownWhenRepeatedHaveNoFurtherEffect() {
        host.start(haltedQube());
        host.start(haltedQube());
        assertThat(report(haltedQube()).power()).isEqualTo(PowerState.RUNNING);

        host.shutdown(haltedQube());
        host.shutdown(haltedQube());
        assertThat(report(haltedQube()).power()).isEqualTo(PowerState.HALTED);
    }

    @Test
    void shutdownWhenOthersHangOnTheNetQubeIsDeclined() {
        assertThatThrownBy(() -> host.shutdown(netQube())).isInstanceOf(HostException.Declined.class);
        assertThat(report(netQube()).power()).isEqualTo(PowerState.RUNNING);
    }

    @Test
    void runWhenTheCommandLooksTellsItsLines() {
        List<String> heard = new ArrayList<>();

        CommandResult result = host.run(new HostCommand.NmActive(Place.in(netQube()), dialect()), heard::add);

        assertThat(result.exit()).isZero();
        assertThat(result.output()).isNotEmpty().isEqualTo(heard);
    }

    @Test
    void runWhenTheExitIsNotAcceptedCarriesIt() {
        assertThatThrownBy(() -> host.run(
                        new HostCommand.NmUp(Place.in(netQube()), dialect(), unknownConnection()),
                        OutputListener.SILENT))
                .isInstanceOfSatisfying(
                        HostException.CommandFailed.class,
                        failed -> assertThat(failed.result().exit()).isEqualTo(10));
    }

    @Test
    void runWhenQubeIsHaltedIsRefused() {
        assertThatThrownBy(() ->
                        host.run(new HostCommand.NmActive(Place.in(haltedQube()), dialect()), OutputListener.SILENT))
                .isInstanceOf(HostException.NotRunning.class);
    }

    private HostCommand.NmDialect dialect() {
        return host.status().release() == Release.R2B2 ? HostCommand.NmDialect.V0_9 : HostCommand.NmDialect.V1;
    }

    private QubeReport report(QubeName name) {
        return host.qube(name).orElseThrow();
    }

    private static FileImage text(String text) {
        return FileImage.ofRoot(text.getBytes(StandardCharsets.UTF_8), 0644);
    }
}
