package org.drawbridge.host.lab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drawbridge.name.Sha256;

/**
 * A picture of a lab's whole folder, to say whether two are the same byte for byte.
 *
 * @param entries by path: {@code folder}, the sum of a file, or, for the lab's own notes with modes, owners, properties and
 *     states, their text
 */
public record LabTree(NavigableMap<String, String> entries) {

    public LabTree {
        entries = Collections.unmodifiableNavigableMap(new TreeMap<>(entries));
    }

    static LabTree of(Path root) {
        NavigableMap<String, String> entries = new TreeMap<>();
        AtomicFiles.tree(root).filter(path -> !path.equals(root)).forEach(path -> {
            String name = root.relativize(path).toString();
            entries.put(name, Files.isDirectory(path) ? "folder" : content(name, path));
        });
        return new LabTree(entries);
    }

    private static String content(String name, Path path) {
        byte[] bytes = AtomicFiles.read(path).orElseThrow();
        return name.endsWith(".json") ? new String(bytes, StandardCharsets.UTF_8) : "sha256:" + Sha256.of(bytes);
    }

    /** This picture without what lies under a path of dom0, such as Drawbridge's own folder. */
    public LabTree without(String dom0Folder) {
        NavigableMap<String, String> kept = new TreeMap<>(entries);
        kept.keySet().removeIf(path -> path.equals("dom0" + dom0Folder) || path.startsWith("dom0" + dom0Folder + "/"));
        return new LabTree(kept);
    }

    /** The paths that differ, each with what it is here and there. */
    public List<String> differencesTo(LabTree other) {
        TreeSet<String> paths = new TreeSet<>(entries.keySet());
        paths.addAll(other.entries.keySet());
        List<String> differences = new ArrayList<>();
        for (String path : paths) {
            String here = entries.getOrDefault(path, "nothing");
            String there = other.entries.getOrDefault(path, "nothing");
            if (!here.equals(there)) {
                differences.add(path + ":\n" + here + "\nbecame\n" + there);
            }
        }
        return differences;
    }
}
