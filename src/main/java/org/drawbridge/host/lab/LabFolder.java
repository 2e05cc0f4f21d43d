package org.drawbridge.host.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.MadeFolders;

/** Where in its folder the lab keeps what. */
final class LabFolder {

    private final Path root;
    private final LabJson json = new LabJson();

    LabFolder(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    LabJson json() {
        return json;
    }

    /** The lab's own notes, or nothing where no lab was made yet. */
    Optional<HostNotes> host() {
        return AtomicFiles.read(hostFile()).map(bytes -> json.read(bytes, HostNotes.class));
    }

    Path hostFile() {
        return root.resolve("lab.json");
    }

    List<String> qubeNames() {
        return AtomicFiles.names(root.resolve("qubes")).stream()
                .filter(name -> Files.isRegularFile(qubeFile(name)))
                .toList();
    }

    Path qubeFolder(String qube) {
        return root.resolve("qubes").resolve(qube);
    }

    Path qubeFile(String qube) {
        return qubeFolder(qube).resolve("qube.json");
    }

    Path runningFile(String qube) {
        return qubeFolder(qube).resolve("running.json");
    }

    FileTree dom0() {
        return FileTree.whole(root.resolve("dom0"), json);
    }

    /** The part of dom0 where a path lies: Drawbridge's own folder is one of its own. */
    FileTree dom0(HostPath path) {
        return path.isWithin(MadeFolders.OWN)
                ? FileTree.part(
                        root.resolve("dom0").resolve(MadeFolders.OWN.value().substring(1)), MadeFolders.OWN, json)
                : dom0();
    }

    /** Changes the list of the folders that were made for files. */
    void madeFolders(UnaryOperator<MadeFolders> change) {
        FileTree tree = dom0(MadeFolders.FILE);
        MadeFolders before = MadeFolders.of(tree.read(MadeFolders.FILE));
        MadeFolders after = change.apply(before);
        if (!after.equals(before)) {
            after.file()
                    .ifPresentOrElse(file -> tree.write(MadeFolders.FILE, file), () -> tree.delete(MadeFolders.FILE));
        }
    }

    /** The root image of a template or standalone. */
    FileTree rootImage(String qube) {
        return FileTree.whole(qubeFolder(qube).resolve("root"), json);
    }

    /** What a qube keeps under {@code /rw}. */
    FileTree privateImage(String qube) {
        return FileTree.whole(qubeFolder(qube).resolve("private"), json);
    }

    /** The root file system as a running qube sees it: a copy that is made at its start. */
    FileTree liveRoot(String qube) {
        return FileTree.whole(qubeFolder(qube).resolve("live"), json);
    }

    /** What belongs to the host as a whole. */
    static final class HostNotes {
        String release = "";
        int qubes;

        /** The host's own properties, such as {@code default_netvm}. */
        final NavigableMap<String, String> properties = new TreeMap<>();

        /** The packages that are installed in dom0. */
        final NavigableMap<String, InstalledPackage> packages = new TreeMap<>();

        /** The version that the repositories have of a package, where it is another one than is installed. */
        final NavigableMap<String, String> repository = new TreeMap<>();

        /** Device templates that qubesd does not see before it is restarted, since it had read the stock one before. */
        final TreeSet<String> templatesUnseen = new TreeSet<>();
    }

    /** A package as its manifest tells it. */
    record InstalledPackage(String version, NavigableMap<String, PackagedFile> files) {

        static InstalledPackage of(LabRpm rpm) {
            NavigableMap<String, PackagedFile> files = new TreeMap<>();
            rpm.files()
                    .forEach((path, file) -> files.put(
                            path, new PackagedFile(file.mode(), file.sum().hex(), file.config())));
            return new InstalledPackage(rpm.version().version(), files);
        }
    }

    /** A file of a package. */
    record PackagedFile(String mode, String sha256, boolean config) {}
}
