package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;

/** The lab as one operation sees it: read from the folder where it is asked for, and written back where it was changed. */
final class World {

    private final LabFolder folder;
    private final Release release;
    private final NavigableMap<String, QubeNotes> qubes = new TreeMap<>();
    private final NavigableMap<String, @Nullable RunningNotes> running = new TreeMap<>();
    private LabFolder.@Nullable HostNotes host;
    private @Nullable Boolean bridgesKnown;

    World(LabFolder folder, Release release) {
        this.folder = folder;
        this.release = release;
    }

    Release release() {
        return release;
    }

    LabFolder folder() {
        return folder;
    }

    LabFolder.HostNotes host() {
        if (host == null) {
            host = folder.host().orElseThrow(() -> new BrokenLabException("The lab's folder is empty."));
        }
        return host;
    }

    /** Whether R2B2's domain code in dom0 knows bridges, looked up once. */
    boolean knowsBridges() {
        if (bridgesKnown == null) {
            bridgesKnown = release == Release.R2B2 && Facts.knowsBridges(this);
        }
        return bridgesKnown;
    }

    /** Every qube's name, dom0's too. */
    List<String> names() {
        return folder.qubeNames();
    }

    boolean exists(String qube) {
        return qubes.containsKey(qube)
                || AtomicFiles.read(folder.qubeFile(qube)).isPresent();
    }

    QubeNotes qube(String name) {
        QubeNotes known = qubes.get(name);
        if (known != null) {
            return known;
        }
        QubeNotes read = AtomicFiles.read(folder.qubeFile(name))
                .map(bytes -> folder.json().read(bytes, QubeNotes.class))
                .orElseThrow(() -> new HostException.NoSuchQube(QubeName.of(name)));
        qubes.put(name, read);
        return read;
    }

    boolean isRunning(String qube) {
        return qube(qube).isDom0() || running(qube).isPresent();
    }

    Optional<RunningNotes> running(String qube) {
        if (!running.containsKey(qube)) {
            running.put(
                    qube,
                    AtomicFiles.read(folder.runningFile(qube))
                            .map(bytes -> folder.json().read(bytes, RunningNotes.class))
                            .orElse(null));
        }
        return Optional.ofNullable(running.get(qube));
    }

    /** The running qube's notes, or the refusal that it does not run. */
    RunningNotes mustRun(String name) {
        qube(name);
        return running(name).orElseThrow(() -> new HostException.NotRunning(QubeName.of(name)));
    }

    void began(String qube, RunningNotes notes) {
        running.put(qube, notes);
    }

    void ended(String qube) {
        running.put(qube, null);
    }

    /** Drops what was read of a qube that is no more. */
    void forget(String qube) {
        qubes.remove(qube);
        running.remove(qube);
    }

    /** The qubes that run and hang on this net qube by the property, whatever their cards do. */
    List<String> runningBehind(String netvm) {
        List<String> behind = new ArrayList<>();
        for (String name : names()) {
            if (!qube(name).isDom0()
                    && isRunning(name)
                    && Objects.equals(Facts.netvm(this, name).orElse(null), netvm)) {
                behind.add(name);
            }
        }
        return behind;
    }

    /** The qubes whose cards are back ends in this net qube. */
    List<String> attachedTo(String netvm) {
        return names().stream()
                .filter(name -> !qube(name).isDom0())
                .filter(name -> running(name).stream()
                        .flatMap(notes -> notes.nics.stream())
                        .anyMatch(nic -> nic.netvm().equals(netvm)))
                .toList();
    }

    /** Writes what was changed; a qube that ended is forgotten first and one that began is told last. */
    void save() {
        if (host != null) {
            AtomicFiles.writeIfChanged(folder.hostFile(), folder.json().write(host));
        }
        qubes.forEach((name, notes) ->
                AtomicFiles.writeIfChanged(folder.qubeFile(name), folder.json().write(notes)));
        running.forEach((name, notes) -> {
            if (notes == null) {
                AtomicFiles.delete(folder.runningFile(name));
            } else {
                AtomicFiles.writeIfChanged(
                        folder.runningFile(name), folder.json().write(notes));
            }
        });
    }
}
