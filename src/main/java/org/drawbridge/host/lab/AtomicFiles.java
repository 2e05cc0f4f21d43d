package org.drawbridge.host.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Replaces files of the lab as a whole, so that a console that dies leaves the old one or the new one. */
final class AtomicFiles {

    /** Ends the names of files that are being written; such a one that is found was left by a console that died. */
    static final String UNFINISHED = ".drawbridge-unfinished";

    private AtomicFiles() {}

    static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(parent(file));
            Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
            Files.write(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Writes only where that changes something. */
    static void writeIfChanged(Path file, byte[] content) {
        Optional<byte[]> there = read(file);
        if (there.isEmpty() || !Arrays.equals(there.get(), content)) {
            write(file, content);
        }
    }

    static Optional<byte[]> read(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Removes a folder with all that is in it; without effect where there is none. */
    static void deleteTree(Path folder) {
        for (Path each : tree(folder).sorted(Comparator.reverseOrder()).toList()) {
            delete(each);
        }
    }

    static void move(Path from, Path to) {
        try {
            Files.createDirectories(parent(to));
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    static void copyTree(Path from, Path to) {
        try {
            for (Path each : tree(from).toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** The folder itself and all below it, a folder before what is in it. */
    static Stream<Path> tree(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.sorted().toList().stream();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** The names in a folder, sorted; none where there is no such folder. */
    static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }
}
