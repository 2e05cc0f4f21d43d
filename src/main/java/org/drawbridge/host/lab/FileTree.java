package org.drawbridge.host.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.jspecify.annotations.Nullable;

/**
 * One file system of the lab, or a part of it: a folder with the files, and an index of what the user running the lab cannot
 * set, owners and modes.
 */
final class FileTree {

    private final Path folder;
    private final Path indexFile;
    private final String prefix;
    private final LabJson json;

    private FileTree(Path folder, Path indexFile, String prefix, LabJson json) {
        this.folder = folder;
        this.indexFile = indexFile;
        this.prefix = prefix;
        this.json = json;
    }

    /** A whole file system; its index lies beside the folder. */
    static FileTree whole(Path folder, LabJson json) {
        return new FileTree(folder, folder.resolveSibling(folder.getFileName() + ".json"), "", json);
    }

    /**
     * What lies under a path, with an index of its own inside, so that all of it can be left out of a comparison; a folder in
     * it that is left empty is no more.
     */
    static FileTree part(Path folder, HostPath path, LabJson json) {
        return new FileTree(folder, folder.resolve(".index.json"), path.value(), json);
    }

    Optional<FileImage> read(HostPath path) {
        return AtomicFiles.read(on(path)).map(content -> {
            Owned owned = index().files.getOrDefault(path.value(), Owned.USUAL);
            return new FileImage(content, Integer.parseInt(owned.mode(), 8), owned.owner(), owned.group());
        });
    }

    /** The names of the files in a folder, without those of folders. */
    List<String> list(HostPath path) {
        return AtomicFiles.names(on(path)).stream()
                .filter(name -> !name.endsWith(AtomicFiles.UNFINISHED))
                .filter(name -> !on(path).resolve(name).equals(indexFile))
                .filter(name -> Files.isRegularFile(on(path).resolve(name)))
                .toList();
    }

    /** Writes the file, and makes the folders that are missing. */
    void write(HostPath path, FileImage image) {
        put(index(), path, image);
    }

    /** The folders on the way to a path that are missing, the innermost first. */
    List<HostPath> missingFolders(HostPath path) {
        List<HostPath> missing = new ArrayList<>();
        for (@Nullable HostPath each = parent(path);
                each != null && !Files.isDirectory(on(each));
                each = parent(each)) {
            missing.add(each);
        }
        return missing;
    }

    /** The folders of a path as far as they lie in this tree, the innermost first. */
    List<HostPath> folders(HostPath path) {
        List<HostPath> folders = new ArrayList<>();
        for (@Nullable HostPath each = parent(path); each != null; each = parent(each)) {
            folders.add(each);
        }
        return folders;
    }

    /** Removes a folder where it is empty, and says whether it is gone. */
    boolean removeFolder(HostPath path) {
        if (Files.isDirectory(on(path)) && AtomicFiles.names(on(path)).isEmpty()) {
            AtomicFiles.delete(on(path));
            dropIfEmpty();
        }
        return !Files.isDirectory(on(path));
    }

    /** Leaves what a machine leaves that dies while it writes over the file itself: its first half. */
    void writeHalf(HostPath path, FileImage image) {
        byte[] content = image.content();
        write(path, image.withContent(Arrays.copyOf(content, content.length / 2)));
    }

    /** Puts a file there as one that has always been there. */
    void install(HostPath path, FileImage image) {
        put(index(), path, image);
    }

    void makeFolder(HostPath path) {
        try {
            Files.createDirectories(on(path));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private void put(Index index, HostPath path, FileImage image) {
        AtomicFiles.write(on(path), image.content());
        index.files.put(path.value(), new Owned(image.modeText(), image.owner(), image.group()));
        save(index);
    }

    void delete(HostPath path) {
        Index index = index();
        AtomicFiles.delete(on(path));
        index.files.remove(path.value());
        save(index);
        if (!prefix.isEmpty()) {
            folders(path).forEach(this::removeFolder);
        }
        dropIfEmpty();
    }

    private void dropIfEmpty() {
        if (AtomicFiles.names(folder).isEmpty()) {
            AtomicFiles.deleteTree(folder);
        }
    }

    void copyTo(FileTree other) {
        other.clear();
        AtomicFiles.copyTree(folder, other.folder);
        AtomicFiles.read(indexFile).ifPresent(index -> AtomicFiles.write(other.indexFile, index));
    }

    void clear() {
        AtomicFiles.deleteTree(folder);
        AtomicFiles.delete(indexFile);
    }

    private Path on(HostPath path) {
        String inside = path.value().substring(prefix.length());
        return inside.isEmpty() ? folder : folder.resolve(inside.substring(1));
    }

    private Index index() {
        Index index = AtomicFiles.read(indexFile)
                .map(bytes -> json.read(bytes, Index.class))
                .orElseGet(Index::new);
        // A console that died between the file and the index leaves entries of files that are gone.
        index.files.keySet().removeIf(path -> !Files.isRegularFile(on(HostPath.of(path))));
        return index;
    }

    private void save(Index index) {
        if (index.files.isEmpty()) {
            AtomicFiles.delete(indexFile);
        } else {
            AtomicFiles.writeIfChanged(indexFile, json.write(index));
        }
    }

    /** The folder of a path as far as it lies in this tree. */
    private @Nullable HostPath parent(HostPath path) {
        String parent = path.value().substring(0, path.value().lastIndexOf('/'));
        return parent.length() <= prefix.length() ? null : HostPath.of(parent);
    }

    /** What a user cannot set on the lab's own disk. */
    record Owned(String mode, String owner, String group) {
        static final Owned USUAL = new Owned("0644", "root", "root");
    }

    /** The index of a tree. */
    static final class Index {
        final NavigableMap<String, Owned> files = new TreeMap<>();
    }
}
