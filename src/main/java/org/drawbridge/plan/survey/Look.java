package org.drawbridge.plan.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Link;
import org.drawbridge.host.OutputListener;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;

/** Reads what a blueprint asks for, each thing once, and remembers it; what cannot be read becomes a trouble, never an exception. */
public final class Look {

    private final Host host;
    private final Release release;
    private final SortedMap<QubeName, QubeReport> qubes = new TreeMap<>();
    private final Map<QubeName, List<Link>> links = new LinkedHashMap<>();
    private final Map<Artifact.File, Sight> files = new LinkedHashMap<>();
    private final Map<Artifact.File, List<String>> folders = new LinkedHashMap<>();
    private final Map<HostCommand, CommandResult> outputs = new LinkedHashMap<>();
    private final Map<Artifact.Service, Optional<Boolean>> services = new LinkedHashMap<>();
    private Optional<QubeName> updateQube = Optional.empty();
    private final Set<String> troubles = new LinkedHashSet<>();

    /**
     * Lists the host's qubes.
     *
     * @throws HostException when not even that can be had
     */
    public Look(Host host, Release release) {
        this.host = host;
        this.release = release;
        host.qubes().forEach(qube -> qubes.put(qube.name(), qube));
    }

    /** Looks through which qube dom0 gets its updates; a host that does not tell keeps no plan from being made. */
    public void updateQube() {
        try {
            updateQube = host.updateQube();
        } catch (HostException notTold) {
            updateQube = Optional.empty();
        }
    }

    public Release release() {
        return release;
    }

    public Optional<QubeReport> qube(QubeName name) {
        return Optional.ofNullable(qubes.get(name));
    }

    public boolean runs(Place place) {
        return switch (place) {
            case Place.Dom0 dom0 -> true;
            case Place.InQube in ->
                qube(in.qube())
                        .filter(qube -> qube.power() == PowerState.RUNNING)
                        .isPresent();
        };
    }

    /** Looks at a file of the place itself, which shows it only while it runs. */
    public Optional<FileImage> file(Place place, HostPath path) {
        return through(place, path, runs(place) ? Optional.of(place) : Optional.empty());
    }

    /** Looks at a file of the place's root file system, where a template is halted through a running qube that is based on it. */
    public Optional<FileImage> rootFile(Place place, HostPath path) {
        return through(place, path, window(place));
    }

    /** Looks at a file that a plan can do without where the host does not show it. */
    public Optional<FileImage> glance(Place place, HostPath path) {
        Artifact.File key = new Artifact.File(place, path);
        if (runs(place) && !files.containsKey(key)) {
            files.put(key, hiddenOr(() -> new Sight.Seen(host.read(place, path), place)));
        }
        return files.get(key) instanceof Sight.Seen seen ? seen.image() : Optional.empty();
    }

    /** Looks at which files are in a folder that a plan can do without where the host does not show it. */
    public void glanceFolder(Place place, HostPath path) {
        Artifact.File key = new Artifact.File(place, path);
        if (runs(place) && !folders.containsKey(key) && !files.containsKey(key)) {
            try {
                folders.put(key, host.list(place, path));
            } catch (HostException.Refused refused) {
                files.put(key, new Sight.Hidden(String.valueOf(refused.getMessage())));
            } catch (HostException exception) {
                troubles.add(String.valueOf(exception.getMessage()));
            }
        }
    }

    private static Sight hiddenOr(Supplier<Sight> look) {
        try {
            return look.get();
        } catch (HostException.Refused refused) {
            return new Sight.Hidden(String.valueOf(refused.getMessage()));
        } catch (HostException exception) {
            return new Sight.Unreadable(String.valueOf(exception.getMessage()));
        }
    }

    /** Looks at which files are in a folder. */
    public List<String> folder(Place place, HostPath path) {
        Artifact.File key = new Artifact.File(place, path);
        if (runs(place) && !folders.containsKey(key)) {
            attempt(() -> host.list(place, path)).ifPresent(names -> folders.put(key, names));
        }
        return folders.getOrDefault(key, List.of());
    }

    /** Looks at the interfaces inside a qube; there are none to be seen in a halted one. */
    public List<Link> links(QubeName qube) {
        if (runs(Place.in(qube)) && !links.containsKey(qube)) {
            attempt(() -> host.links(qube)).ifPresent(found -> links.put(qube, found));
        }
        return links.getOrDefault(qube, List.of());
    }

    /** Runs a command that only looks, where its place runs, and gives its lines. */
    public List<String> run(HostCommand command) {
        if (runs(command.place()) && !outputs.containsKey(command)) {
            attempt(() -> host.run(command, OutputListener.SILENT)).ifPresent(result -> outputs.put(command, result));
        }
        return Optional.ofNullable(outputs.get(command))
                .map(CommandResult::output)
                .orElse(List.of());
    }

    public void service(QubeName qube, String service) {
        Artifact.Service key = new Artifact.Service(qube, service);
        if (qubes.containsKey(qube) && !services.containsKey(key)) {
            attempt(() -> host.service(qube, service)).ifPresent(state -> services.put(key, state));
        }
    }

    public Survey survey() {
        return new Survey(
                release, qubes, links, files, folders, outputs, services, new ArrayList<>(troubles), updateQube);
    }

    private Optional<Place> window(Place place) {
        if (runs(place)) {
            return Optional.of(place);
        }
        return qubes.values().stream()
                .filter(qube -> qube.power() == PowerState.RUNNING)
                .filter(qube ->
                        qube.template() != null && Place.in(qube.template()).equals(place))
                .map(qube -> Place.in(qube.name()))
                .findFirst();
    }

    private Optional<FileImage> through(Place place, HostPath path, Optional<Place> window) {
        Artifact.File key = new Artifact.File(place, path);
        if (!files.containsKey(key) || files.get(key) instanceof Sight.Hidden) {
            files.put(key, window.map(open -> sight(open, path)).orElseGet(Sight.Halted::new));
        }
        return files.get(key) instanceof Sight.Seen seen ? seen.image() : Optional.empty();
    }

    private Sight sight(Place window, HostPath path) {
        try {
            return new Sight.Seen(host.read(window, path), window);
        } catch (HostException exception) {
            return new Sight.Unreadable(String.valueOf(exception.getMessage()));
        }
    }

    private <T> Optional<T> attempt(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (HostException exception) {
            troubles.add(String.valueOf(exception.getMessage()));
            return Optional.empty();
        }
    }
}
