package org.drawbridge.host.dom0;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.MadeFolders;
import org.drawbridge.host.Place;

/** The files of dom0, which is the machine that the console runs on. */
final class Dom0Files {

    private final Path root;
    private final Ownership ownership;
    private final FolderList folderList;

    Dom0Files(Path root, Ownership ownership, FolderList folderList) {
        this.root = root;
        this.ownership = ownership;
        this.folderList = folderList;
    }

    Optional<FileImage> read(HostPath path) {
        return attempt("read", path, () -> file(path).read());
    }

    List<String> list(HostPath folder) {
        return attempt("read", folder, () -> {
            try (Stream<Path> entries = Files.list(on(folder))) {
                return entries.filter(Files::isRegularFile)
                        .map(entry ->
                                Objects.requireNonNull(entry.getFileName()).toString())
                        .filter(name -> !name.endsWith(PlainFile.UNFINISHED))
                        .sorted()
                        .toList();
            } catch (NoSuchFileException | NotDirectoryException absent) {
                return List.of();
            }
        });
    }

    void write(HostPath path, FileImage image, Expected expected) {
        attempt("write", path, () -> {
            PlainFile file = file(path);
            require(path, file, expected);
            List<HostPath> made = makeFolders(path);
            try {
                file.replace(image, () -> require(path, file, expected));
            } catch (IOException | RuntimeException exception) {
                removeFolders(made);
                throw exception;
            }
            return true;
        });
    }

    void delete(HostPath path, Expected expected) {
        attempt("remove", path, () -> {
            PlainFile file = file(path);
            require(path, file, expected);
            file.delete();
            removeFolders(foldersToGo(path));
            return true;
        });
    }

    private static void require(HostPath path, PlainFile file, Expected expected) throws IOException {
        Optional<FileImage> found = file.read();
        if (!expected.holdsFor(found)) {
            throw new HostException.PreconditionFailed(Place.DOM0, path, expected, found);
        }
    }

    /** The folders above a path that go once they are empty: those that were made for files, and Drawbridge's own. */
    private List<HostPath> foldersToGo(HostPath path) {
        List<HostPath> made = folderList.in(Place.DOM0);
        List<HostPath> folders = new ArrayList<>();
        for (Optional<HostPath> each = parent(path); each.isPresent(); each = parent(each.get())) {
            if (made.contains(each.get()) || each.get().isWithin(MadeFolders.OWN)) {
                folders.add(each.get());
            }
        }
        return folders;
    }

    /** Those that were missing, the deepest first; they are listed before they are made. */
    private List<HostPath> makeFolders(HostPath path) throws IOException {
        List<HostPath> missing = new ArrayList<>();
        for (Optional<HostPath> each = parent(path);
                each.isPresent() && !Files.isDirectory(on(each.get()));
                each = parent(each.get())) {
            missing.add(each.get());
        }
        if (!path.isWithin(MadeFolders.OWN)) {
            folderList.made(Place.DOM0, missing);
        }
        for (HostPath each : missing.reversed()) {
            Files.createDirectory(
                    on(each),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(
                            each.isWithin(MadeFolders.OWN) ? "rwx------" : "rwxr-xr-x")));
        }
        return missing;
    }

    private void removeFolders(List<HostPath> deepestFirst) throws IOException {
        List<HostPath> gone = new ArrayList<>();
        for (HostPath each : deepestFirst) {
            if (!Files.isDirectory(on(each), LinkOption.NOFOLLOW_LINKS)) {
                gone.add(each);
            } else if (isEmpty(on(each))) {
                Files.delete(on(each));
                gone.add(each);
            }
        }
        folderList.gone(Place.DOM0, gone);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static Optional<HostPath> parent(HostPath path) {
        int slash = path.value().lastIndexOf('/');
        return slash <= 0
                ? Optional.empty()
                : Optional.of(HostPath.of(path.value().substring(0, slash)));
    }

    private PlainFile file(HostPath path) {
        return new PlainFile(on(path), ownership);
    }

    private Path on(HostPath path) {
        return root.resolve(path.value().substring(1));
    }

    private static <T> T attempt(String what, HostPath path, Attempt<T> attempt) {
        try {
            return attempt.make();
        } catch (AccessDeniedException exception) {
            throw new HostException.FileTrouble(
                    "This user may not " + what + " " + path + " in dom0. Run the console as root there.");
        } catch (UserPrincipalNotFoundException exception) {
            throw new HostException.FileTrouble(
                    path + " in dom0 was not written: there is no user or group “" + exception.getName() + "” there.");
        } catch (IOException exception) {
            throw new HostException.FileTrouble("It was not possible to " + what + " " + path + " in dom0: "
                    + exception.getMessage() + ". Put that right and try again.");
        }
    }

    /** What may fail. */
    @FunctionalInterface
    private interface Attempt<T> {
        T make() throws IOException;
    }
}
