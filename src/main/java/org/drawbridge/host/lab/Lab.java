package org.drawbridge.host.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.Link;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.LabCall.Operation;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;

/** A Qubes host in a folder. */
public final class Lab implements Host {

    private final LabFolder folder;
    private final Release release;
    private final int qubes;
    private final LabFaults faults;
    private final LabDesk desk;
    private final Power power;
    private final QubeReports reports;
    private final QubeProperties properties;
    private final QubeServices services;
    private final Commands commands;

    private Lab(Path folder, Release release, int qubes, Duration stepDelay, LabPause pause, LabFaults faults) {
        this.folder = new LabFolder(folder);
        this.release = release;
        this.qubes = qubes;
        this.faults = faults;
        NetworkCards cards = new NetworkCards(faults);
        this.power = new Power(cards, faults);
        this.desk = new LabDesk(this.folder, release, new LabGate(faults, pause, stepDelay), power);
        PropertyTable table = new PropertyTable(release);
        this.reports = new QubeReports(table);
        this.properties = new QubeProperties(table, cards);
        this.services = new QubeServices();
        this.commands = new Commands(faults);
    }

    /**
     * The lab in a folder, made where there is none yet.
     *
     * @param qubes how many qubes a new lab gets; one that is there keeps what it has
     * @throws LabReleaseException when the folder holds a lab of another release
     */
    public static Lab openOrCreate(
            Path folder, Release release, int qubes, Duration stepDelay, LabPause pause, LabFaults faults) {
        Lab lab = new Lab(folder, release, qubes, stepDelay, pause, faults);
        AtomicFiles.deleteTree(lab.unfinished());
        Optional<String> found = lab.folder.host().map(host -> host.release);
        if (found.isPresent() && !found.get().equals(release.label())) {
            throw new LabReleaseException(folder, found.get(), release.label());
        }
        if (found.isEmpty()) {
            lab.build();
        }
        return lab;
    }

    /** A lab without delay and without faults so far. */
    public static Lab openOrCreate(Path folder, Release release) {
        return openOrCreate(folder, release, LabBuilder.HAND_MADE, Duration.ZERO, LabPause.NONE, new LabFaults());
    }

    private void build() {
        LabFolder made = new LabFolder(unfinished());
        AtomicFiles.deleteTree(made.root());
        new LabBuilder(made, release, power).build(qubes);
        AtomicFiles.deleteTree(folder.root());
        AtomicFiles.move(made.root(), folder.root());
    }

    private Path unfinished() {
        return folder.root().resolveSibling(folder.root().getFileName() + AtomicFiles.UNFINISHED);
    }

    public Release release() {
        return release;
    }

    /** Where it lives. */
    public Path folder() {
        return folder.root();
    }

    public LabFaults faults() {
        return faults;
    }

    /** A picture of the whole folder. */
    public LabTree tree() {
        return LabTree.of(folder.root());
    }

    /** Keeps all calls out while the folder is read as a whole. */
    public void still(Runnable reading) {
        desk.alone(reading);
    }

    /** Throws everything away, faults too, and makes the lab anew. */
    public void reset() {
        desk.alone(() -> {
            faults.clear();
            build();
        });
    }

    /** What a person does in the lab beside Drawbridge: clone, remove and crash qubes, open connections. */
    public LabHands hands() {
        return new LabHands(desk, power);
    }

    @Override
    public HostStatus status() {
        boolean reached = faults.strike(new LabCall(Operation.STATUS, "", "")).isEmpty();
        return new HostStatus(
                "lab",
                release,
                reached,
                reached
                        ? "A lab host: a folder on this machine that behaves like Qubes " + release.label() + "."
                        : "The lab was told not to answer. Take its faults back.");
    }

    @Override
    public List<QubeReport> qubes() {
        return desk.call(
                new LabCall(Operation.QUBES, "", ""),
                world -> world.names().stream()
                        .map(name -> reports.report(world, name))
                        .sorted(Comparator.comparing(
                                        (QubeReport report) -> !report.name().isDom0())
                                .thenComparing(QubeReport::name))
                        .toList());
    }

    @Override
    public Optional<QubeReport> qube(QubeName name) {
        return desk.call(
                new LabCall(Operation.QUBES, name.value(), ""),
                world -> world.exists(name.value())
                        ? Optional.of(reports.report(world, name.value()))
                        : Optional.empty());
    }

    @Override
    public List<Link> links(QubeName qube) {
        return desk.call(
                new LabCall(Operation.LINKS, qube.value(), ""),
                world -> qube.isDom0()
                        ? List.of()
                        : world.mustRun(qube.value()).links.entrySet().stream()
                                .map(entry -> link(entry.getKey(), entry.getValue()))
                                .toList());
    }

    private static Link link(String name, RunningNotes.LinkNotes notes) {
        return new Link(
                InterfaceName.of(name),
                notes.mac.isEmpty() ? null : MacAddress.of(notes.mac),
                notes.kind,
                notes.master == null ? null : InterfaceName.of(notes.master),
                notes.wireless,
                notes.up,
                notes.carrier,
                notes.addresses.stream().map(Cidr::of).toList());
    }

    @Override
    public Optional<QubeName> updateQube() {
        return desk.call(
                new LabCall(Operation.QUBES, QubeName.DOM0.value(), "updatevm"),
                world -> Optional.of(world.host().properties.getOrDefault("updatevm", ""))
                        .filter(name -> !name.isEmpty())
                        .map(QubeName::of));
    }

    @Override
    public void setProperty(QubeName qube, String property, String value) {
        desk.change(
                new LabCall(Operation.PROPERTY, qube.value(), property + "=" + value),
                world -> properties.set(world, qube.value(), property, value));
    }

    @Override
    public void resetProperty(QubeName qube, String property) {
        desk.change(
                new LabCall(Operation.PROPERTY, qube.value(), property + " to its default"),
                world -> properties.reset(world, qube.value(), property));
    }

    @Override
    public void setFeature(QubeName qube, String feature, String value) {
        desk.change(
                new LabCall(Operation.FEATURE, qube.value(), feature + "=" + value),
                world -> services.setFeature(world, qube.value(), feature, value));
    }

    @Override
    public void removeFeature(QubeName qube, String feature) {
        desk.change(
                new LabCall(Operation.FEATURE, qube.value(), feature + " removed"),
                world -> services.removeFeature(world, qube.value(), feature));
    }

    @Override
    public Optional<Boolean> service(QubeName qube, String service) {
        return desk.call(
                new LabCall(Operation.QUBES, qube.value(), service),
                world -> services.service(world, qube.value(), service));
    }

    @Override
    public void setService(QubeName qube, String service, Optional<Boolean> on) {
        String value = on.map(each -> each ? "=on" : "=off").orElse(" removed");
        desk.change(
                new LabCall(Operation.SERVICE, qube.value(), service + value),
                world -> services.setService(world, qube.value(), service, on));
    }

    @Override
    public void start(QubeName qube) {
        desk.change(new LabCall(Operation.START, qube.value(), ""), world -> power.start(world, qube.value()));
    }

    @Override
    public void shutdown(QubeName qube) {
        desk.change(new LabCall(Operation.SHUTDOWN, qube.value(), ""), world -> power.shutdown(world, qube.value()));
    }

    @Override
    public Optional<FileImage> read(Place place, HostPath path) {
        return desk.call(
                new LabCall(Operation.READ, place.label(), path.value()),
                world -> new PlaceFiles(world, faults, place).read(path));
    }

    @Override
    public List<String> list(Place place, HostPath path) {
        return desk.call(
                new LabCall(Operation.LIST, place.label(), path.value()),
                world -> new PlaceFiles(world, faults, place).list(path));
    }

    @Override
    public void write(Place place, HostPath path, FileImage image, Expected expected) {
        LabCall call = new LabCall(Operation.WRITE, place.label(), path.value());
        desk.play(
                call,
                LabDesk.LIMIT,
                world -> {
                    new PlaceFiles(world, faults, place).write(path, image, expected);
                    return true;
                },
                world -> new PlaceFiles(world, faults, place).writeHalf(path, image, expected));
    }

    @Override
    public void delete(Place place, HostPath path, Expected expected) {
        desk.change(
                new LabCall(Operation.DELETE, place.label(), path.value()),
                world -> new PlaceFiles(world, faults, place).delete(path, expected));
    }

    @Override
    public CommandResult run(HostCommand command, OutputListener listener) {
        LabCall call = new LabCall(Operation.COMMAND, command.place().label(), String.join(" ", command.argv()));
        CommandResult result = desk.play(
                call,
                command.timeLimit(),
                world -> commands.run(world, command),
                world -> commands.runHalf(world, command));
        result.output().forEach(listener::line);
        result.errors().forEach(listener::line);
        if (!command.accepts(result.exit())) {
            throw HostException.CommandFailed.of(command, result);
        }
        return result;
    }
}
