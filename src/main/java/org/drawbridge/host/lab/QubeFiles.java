package org.drawbridge.host.lab;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;

/** The files of one running qube: what lies under {@code /rw} is its own and lasts, all else is its live root. */
final class QubeFiles {

    /** Qubes' own links from the root into what lasts. */
    private static final Map<String, String> LINKS = Map.of(
            "/etc/NetworkManager/system-connections", "/rw/config/NM-system-connections",
            "/home", "/rw/home",
            "/usr/local", "/rw/usrlocal");

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

    /** The tree in which a path lies. */
    FileTree tree(HostPath path) {
        return real(path).isWithin(LASTING)
                ? world.folder().privateImage(qube)
                : world.folder().liveRoot(qube);
    }

    /** Where a path leads when Qubes' links are followed. */
    static HostPath real(HostPath path) {
        for (Map.Entry<String, String> link : LINKS.entrySet()) {
            if (path.isWithin(HostPath.of(link.getKey()))) {
                return HostPath.of(
                        link.getValue() + path.value().substring(link.getKey().length()));
            }
        }
        return path;
    }
}
