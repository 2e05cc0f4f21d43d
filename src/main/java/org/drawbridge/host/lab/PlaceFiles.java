package org.drawbridge.host.lab;

import java.util.List;
import java.util.Optional;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.MadeFolders;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;

/** The files of one place, dom0 or a running qube, and who notices when they change. */
final class PlaceFiles {

    private final World world;
    private final LabFaults faults;
    private final Place place;

    PlaceFiles(World world, LabFaults faults, Place place) {
        this.world = world;
        this.faults = faults;
        this.place = place;
        if (place instanceof Place.InQube in) {
            world.mustRun(in.qube().value());
        }
    }

    Optional<FileImage> read(HostPath path) {
        return tree(path).read(real(path));
    }

    List<String> list(HostPath folder) {
        return tree(folder).list(real(folder));
    }

    void write(HostPath path, FileImage image, Expected expected) {
        boolean isNew = check(path, expected).isEmpty();
        rememberFolders(path);
        tree(path).write(real(path), image);
        noticed(path, isNew, false);
    }

    /** Leaves the first half of the file. */
    void writeHalf(HostPath path, FileImage image, Expected expected) {
        boolean isNew = check(path, expected).isEmpty();
        rememberFolders(path);
        tree(path).writeHalf(real(path), image);
        noticed(path, isNew, false);
    }

    void delete(HostPath path, Expected expected) {
        if (check(path, expected).isPresent()) {
            tree(path).delete(real(path));
            removeMadeFolders(path);
            noticed(path, false, true);
        }
    }

    private void rememberFolders(HostPath path) {
        if (isListed(path)) {
            world.folder().madeFolders(made -> {
                MadeFolders more = made;
                for (HostPath folder : tree(path).missingFolders(real(path))) {
                    more = more.with(place, folder);
                }
                return more;
            });
        }
    }

    /** Takes the folders away again that were made for files and are empty now. */
    private void removeMadeFolders(HostPath path) {
        if (isListed(path)) {
            world.folder().madeFolders(made -> {
                MadeFolders fewer = made;
                for (HostPath folder : tree(path).folders(real(path))) {
                    if (fewer.holds(place, folder) && tree(path).removeFolder(folder)) {
                        fewer = fewer.without(place, folder);
                    }
                }
                return fewer;
            });
        }
    }

    private boolean isListed(HostPath path) {
        return !(place instanceof Place.Dom0 && path.isWithin(MadeFolders.OWN));
    }

    private Optional<FileImage> check(HostPath path, Expected expected) {
        Optional<FileImage> found = tree(path).read(real(path));
        if (!expected.holdsFor(found)) {
            throw new HostException.PreconditionFailed(place, path, expected, found);
        }
        return found;
    }

    /** qubesd has read the stock template of a device and finds a new one only after a restart; NetworkManager 0.9 watches. */
    private void noticed(HostPath path, boolean isNew, boolean isGone) {
        switch (place) {
            case Place.Dom0 dom0 -> {
                if (isNew && world.release() != Release.R2B2 && DomainXml.isDeviceTemplate(path)) {
                    world.host().templatesUnseen.add(path.value());
                } else if (isGone) {
                    world.host().templatesUnseen.remove(path.value());
                }
            }
            case Place.InQube in -> {
                if (world.release() == Release.R2B2 && real(path).isWithin(NmDaemon.FOLDER)) {
                    NmDaemon.in(world, faults, in.qube().value()).ifPresent(NmDaemon::reload);
                }
            }
        }
    }

    private FileTree tree(HostPath path) {
        return switch (place) {
            case Place.Dom0 dom0 -> world.folder().dom0(path);
            case Place.InQube in -> new QubeFiles(world, in.qube().value()).tree(path);
        };
    }

    private HostPath real(HostPath path) {
        return switch (place) {
            case Place.Dom0 dom0 -> path;
            case Place.InQube in -> new QubeFiles(world, in.qube().value()).real(path);
        };
    }
}
