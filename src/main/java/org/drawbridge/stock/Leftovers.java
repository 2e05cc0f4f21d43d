package org.drawbridge.stock;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;

/** Finds what {@code rpm -V} does not see: what patch leaves beside a file, what rpm or we kept of one, and templates that stand in. */
final class Leftovers {

    /** Ends the name under which an edited configuration file is kept when the stock one is put back. */
    static final String SAVED = ".drawbridge-saved";

    private static final Map<String, String> KINDS = kinds();

    private static final HostPath OVERRIDES = HostPath.of("/etc/qubes/templates/libvirt");

    private static final List<HostPath> OVERRIDE_FOLDERS = List.of(
            OVERRIDES, OVERRIDES.resolve("devices"), OVERRIDES.resolve("xen"), OVERRIDES.resolve("xen/by-name"));

    private static final String OURS = "{# Written by Drawbridge";

    private final Host host;

    private final Release release;

    Leftovers(Host host, Release release) {
        this.host = host;
        this.release = release;
    }

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put(".orig", "The file before a patch, which patch leaves.");
        kinds.put(".rej", "Parts of a patch that did not fit, which patch leaves.");
        kinds.put(SAVED, "An edited file that Drawbridge kept when it put back the stock one.");
        kinds.put(".rpmsave", "An edited file that rpm kept.");
        kinds.put(".rpmorig", "A file that rpm found in the place of its own and kept.");
        kinds.put(".rpmnew", "The file of a newer package, which rpm laid beside an edited one.");
        kinds.put(".bak", "A copy that somebody kept.");
        kinds.put("~", "A copy that an editor kept.");
        return kinds;
    }

    /** Beside the files that we touch and those that differ. */
    List<Leftover> beside(List<HostPath> touched, List<ModifiedFile> modified, List<String> troubles) {
        Set<HostPath> folders = new LinkedHashSet<>();
        touched.forEach(path -> folders.add(folder(path)));
        modified.forEach(file -> folders.add(folder(file.path())));
        List<Leftover> found = new ArrayList<>();
        for (HostPath folder : folders) {
            for (String name : list(folder, troubles)) {
                kind(name).ifPresent(words -> found.add(new Leftover(folder.resolve(name), words)));
            }
        }
        return found;
    }

    /** What a file of that name is, which may have a number at its end where there are several. */
    private static Optional<String> kind(String name) {
        String plain = name.replaceFirst("-[0-9]{1,3}$", "");
        return KINDS.entrySet().stream()
                .filter(kind -> plain.endsWith(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The templates that stand in for those of packages; no package owns them. */
    List<Leftover> overrides(List<String> troubles) {
        List<Leftover> found = new ArrayList<>();
        if (release == Release.R2B2) {
            return found;
        }
        for (HostPath folder : OVERRIDE_FOLDERS) {
            for (String name : list(folder, troubles)) {
                HostPath path = folder.resolve(name);
                found.add(new Leftover(
                        path,
                        isOurs(path)
                                ? "A template of Drawbridge’s that stands in for the package’s. It goes away with its bridge."
                                : "A template of another hand that stands in for the package’s."));
            }
        }
        return found;
    }

    private boolean isOurs(HostPath path) {
        try {
            Optional<FileImage> image = host.read(Place.DOM0, path);
            return image.filter(file -> new String(file.content(), StandardCharsets.UTF_8).startsWith(OURS))
                    .isPresent();
        } catch (HostException exception) {
            return false;
        }
    }

    private List<String> list(HostPath folder, List<String> troubles) {
        try {
            return host.list(Place.DOM0, folder);
        } catch (HostException exception) {
            troubles.add(String.valueOf(exception.getMessage()));
            return List.of();
        }
    }

    static HostPath folder(HostPath path) {
        int slash = path.value().lastIndexOf('/');
        return slash == 0 ? path : HostPath.of(path.value().substring(0, slash));
    }
}
