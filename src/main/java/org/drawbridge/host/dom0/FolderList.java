package org.drawbridge.host.dom0;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.MadeFolders;
import org.drawbridge.host.Place;

/** Keeps the list of the folders that were made for files in dom0's own file. */
final class FolderList {

    private final PlainFile file;

    FolderList(Path root, Ownership ownership) {
        this.file = new PlainFile(root.resolve(MadeFolders.FILE.value().substring(1)), ownership);
    }

    /** The folders in a place that were made, a folder after those in it. */
    synchronized List<HostPath> in(Place place) {
        return read().in(place);
    }

    synchronized void made(Place place, List<HostPath> folders) {
        change(folders, (list, folder) -> list.with(place, folder));
    }

    synchronized void gone(Place place, List<HostPath> folders) {
        change(folders, (list, folder) -> list.without(place, folder));
    }

    private void change(List<HostPath> folders, Change change) {
        if (folders.isEmpty()) {
            return;
        }
        MadeFolders list = read();
        for (HostPath folder : folders) {
            list = change.apply(list, folder);
        }
        try {
            Optional<FileImage> image = list.file();
            if (image.isPresent()) {
                Files.createDirectories(
                        file.folder(),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                file.replace(image.get(), () -> {});
            } else {
                file.delete();
            }
        } catch (IOException exception) {
            throw trouble(exception);
        }
    }

    private MadeFolders read() {
        try {
            return MadeFolders.of(file.read());
        } catch (IOException exception) {
            throw trouble(exception);
        }
    }

    private static HostException trouble(IOException exception) {
        return new HostException.FileTrouble("The list of the folders that Drawbridge made, " + MadeFolders.FILE
                + " in dom0, cannot be read or written (" + exception.getMessage()
                + "). Run the console as root there.");
    }

    /** Adds a folder to the list or takes it off. */
    @FunctionalInterface
    private interface Change {
        MadeFolders apply(MadeFolders list, HostPath folder);
    }
}
