package org.drawbridge.host.lab;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;

/** The files of one running qube: what lies under {@code /rw} is its own and lasts, all else is its live root. */
final class QubeFiles {

    /** Where keyfiles lie in a template; Qubes makes a link into what lasts of it where NetworkManager runs. */
    static final HostPath KEYFILES = HostPath.of("/etc/NetworkManager/system-connections");

    /** Qubes' own links from the root into what lasts. */
    private static final Map<String, String> LINKS =
            Map.of(KEYFILES.value(), NmDaemon.FOLDER.value(), "/home", "/rw/home", "/usr/local", "/rw/usrlocal");

    private static final HostPath LASTING = HostPath.of("/rw");

    private final World world;
    private final String qube;

    QubeFiles(World world, String qube) {
        this.world = world;
        this.qube = qube;
    }

    Optional<FileImage> read(HostPath path) {
        return tree(path).read(real(path));
    }

    List<String> list(HostPath folder) {
        return tree(folder).list(real(folder));
    }

    /** What Qubes does before NetworkManager starts: keyfiles that came with the root go to what lasts, over those of that name. */
    void moveKeyfiles() {
        FileTree root = world.folder().liveRoot(qube);
        FileTree lasting = world.folder().privateImage(qube);
        for (String name : root.list(KEYFILES)) {
            root.read(KEYFILES.resolve(name)).ifPresent(image -> {
                lasting.write(NmDaemon.FOLDER.resolve(name), image);
                root.delete(KEYFILES.resolve(name));
            });
        }
    }

    /** The tree in which a path lies. */
    FileTree tree(HostPath path) {
        return real(path).isWithin(LASTING)
                ? world.folder().privateImage(qube)
                : world.folder().liveRoot(qube);
    }

    /** Where a path leads when Qubes' links are followed. */
    HostPath real(HostPath path) {
        boolean template = world.qube(qube).qubeClass.equals("TemplateVM");
        if (template && path.isWithin(KEYFILES)) {
            return path;
        }
        for (Map.Entry<String, String> link : LINKS.entrySet()) {
            if (path.isWithin(HostPath.of(link.getKey()))) {
                return HostPath.of(
                        link.getValue() + path.value().substring(link.getKey().length()));
            }
        }
        return path;
    }
}
