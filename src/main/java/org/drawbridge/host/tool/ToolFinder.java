package org.drawbridge.host.tool;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds programs: first in a folder of the settings, then where the console's own search path leads. */
public final class ToolFinder {

    private static final String USUAL_PATH = "/usr/sbin:/usr/bin:/sbin:/bin";

    private final List<Path> folders;

    private ToolFinder(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    /**
     * A finder.
     *
     * @param first the folder that is looked into first, or null
     * @param path the search path as in the environment, or null for the usual one
     */
    public static ToolFinder of(@Nullable Path first, @Nullable String path) {
        List<Path> folders = new ArrayList<>();
        if (first != null) {
            folders.add(first.toAbsolutePath());
        }
        Stream.of((path == null || path.isBlank() ? USUAL_PATH : path).split(File.pathSeparator, -1))
                .flatMap(each -> folder(each).stream())
                .forEach(folders::add);
        return new ToolFinder(folders);
    }

    /** The program's file. */
    public Optional<Path> find(String program) {
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** The search path that programs get. */
    String searchPath() {
        return String.join(
                File.pathSeparator, folders.stream().map(Path::toString).toList());
    }

    /** What is not absolute would depend on where the console was started. */
    private static Optional<Path> folder(String text) {
        try {
            return Optional.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException exception) {
            return Optional.empty();
        }
    }
}
