package org.drawbridge.host.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.MadeFolders;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;

/** A lab that others speak to as to a real host: by a socket, by tools, and by the files of its dom0. */
public final class StandIn {

    private static final Pattern UNFINISHED = Pattern.compile("\\.(.*)\\.drawbridge-new");
    private static final HostPath DEVICES = HostPath.of("/etc/qubes/templates/libvirt/devices");

    private final Lab lab;
    private final LabFolder folder;
    private final LabDesk desk;
    private final Set<String> devicesSeen;
    private final Map<HostPath, FileImage> owners = new ConcurrentHashMap<>();
    private final Set<QubeName> tagged = ConcurrentHashMap.newKeySet();

    public StandIn(Path folder, Release release) {
        this.lab = Lab.openOrCreate(folder, release);
        this.folder = new LabFolder(folder);
        LabFaults faults = new LabFaults();
        this.desk = new LabDesk(
                this.folder,
                release,
                new LabGate(faults, LabPause.NONE, Duration.ZERO),
                new Power(new NetworkCards(faults), faults));
        this.devicesSeen = devices();
    }

    public Lab lab() {
        return lab;
    }

    /** Where dom0's files are. */
    public Path dom0() {
        return folder.root().resolve("dom0");
    }

    /** A person in dom0 tags a qube as one that Drawbridge may change. */
    public void tag(QubeName qube) {
        tagged.add(qube);
    }

    boolean isTagged(QubeName qube) {
        return tagged.contains(qube);
    }

    /** qubesd finds out what somebody did to the files that it reads. */
    public synchronized void lookAtFiles() {
        Set<String> now = devices();
        Set<String> added = new TreeSet<>(now);
        added.removeAll(devicesSeen);
        Set<String> gone = new TreeSet<>(devicesSeen);
        gone.removeAll(now);
        if (!added.isEmpty() || !gone.isEmpty()) {
            desk.in(world -> {
                added.forEach(name ->
                        world.host().templatesUnseen.add(DEVICES.resolve(name).value()));
                gone.forEach(name -> world.host()
                        .templatesUnseen
                        .remove(DEVICES.resolve(name).value()));
                return true;
            });
        }
        devicesSeen.clear();
        devicesSeen.addAll(now);
    }

    private Set<String> devices() {
        return new TreeSet<>(folder.dom0().list(DEVICES));
    }

    /** The word of {@code admin.vm.property.Get} for the type of a property. */
    String typeOf(String qubeClass, String property) {
        return new PropertyTable(lab.release())
                .find(qubeClass, property)
                .map(PropertyTable.Row::type)
                .map(type -> switch (type) {
                    case BOOL -> "bool";
                    case INT -> "int";
                    case VM -> "vm";
                    case LABEL -> "label";
                    case STR, MAC, IP, BRIDGE -> "str";
                })
                .orElse("str");
    }

    /** Which folders on the way to a file are missing in a qube, the outermost first. */
    List<HostPath> missingFolders(String qube, HostPath path) {
        return in(world -> {
            QubeFiles files = new QubeFiles(world, qube);
            return files.tree(path).missingFolders(files.real(path)).reversed();
        });
    }

    /** A folder is gone once a made one is listed no more. */
    boolean isListed(String qube, HostPath made) {
        return in(world -> MadeFolders.of(world.folder().dom0(MadeFolders.FILE).read(MadeFolders.FILE))
                .lines()
                .contains(qube + " " + made));
    }

    /** Who owns a file of dom0 and what may be done with it: as it was given here, or as the lab keeps it. */
    public FileImage owned(Path file, byte[] content) {
        HostPath path = path(file);
        FileImage given = owners.get(path);
        return (given == null ? folder.dom0(path).read(path).orElseThrow() : given).withContent(content);
    }

    /** Keeps mode and owner of a file that may still have the name under which it is written. */
    public void own(Path file, FileImage image) {
        Matcher unfinished = UNFINISHED.matcher(file.getFileName().toString());
        owners.put(path(unfinished.matches() ? file.resolveSibling(unfinished.group(1)) : file), image);
    }

    private HostPath path(Path file) {
        return HostPath.of("/" + dom0().relativize(file));
    }

    <T> T in(Function<World, T> body) {
        return desk.in(body);
    }
}
