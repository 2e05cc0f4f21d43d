package org.drawbridge.host.kit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.drawbridge.host.HostException;

/** Files that survive the loss of power, in folders that are the owner's alone. */
final class KitFolder {

    private final Path folder;

    KitFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    KitFolder in(String name) {
        return new KitFolder(folder.resolve(name));
    }

    boolean exists() {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    }

    void make() {
        attempt(
                "make",
                folder,
                () -> Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    }

    /** The names in it, sorted. */
    List<String> names() {
        if (!exists()) {
            return List.of();
        }
        return attempt("read", folder, () -> {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.map(entry -> entry.getFileName().toString())
                        .sorted()
                        .toList();
            }
        });
    }

    Optional<byte[]> read(String name) {
        Path file = folder.resolve(name);
        return attempt("read", file, () -> {
            try {
                return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        ? Optional.of(Files.readAllBytes(file))
                        : Optional.empty();
            } catch (NoSuchFileException gone) {
                return Optional.empty();
            }
        });
    }

    /** The one line of a file, or the empty text. */
    String line(String name) {
        return read(name)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .flatMap(text -> text.lines().findFirst())
                .orElse("");
    }

    void writeLine(String name, String line) {
        write(name, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces a file in one moment, after its bytes are on the disk. */
    void write(String name, byte[] content) {
        Path file = folder.resolve(name);
        attempt("write", file, () -> {
            Path unfinished = folder.resolve(name + ".new");
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(unfinished, content, StandardOpenOption.SYNC);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync();
            return file;
        });
    }

    void remove(String name) {
        Path file = folder.resolve(name);
        attempt("remove", file, () -> {
            boolean gone = Files.deleteIfExists(file);
            if (gone) {
                sync();
            }
            return gone;
        });
    }

    /** Takes it away with all that is in it. */
    void removeAll() {
        attempt("remove", folder, () -> {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
            return true;
        });
    }

    private void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static <T> T attempt(String what, Path path, Attempt<T> attempt) {
        try {
            return attempt.make();
        } catch (IOException exception) {
            throw new HostException.FileTrouble("It was not possible to " + what + " " + path + " for the way back: "
                    + exception.getMessage() + ". Put that right and try again.");
        }
    }

    /** What may fail. */
    @FunctionalInterface
    private interface Attempt<T> {
        T make() throws IOException;
    }
}
