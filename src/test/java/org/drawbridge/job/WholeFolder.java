package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.drawbridge.format.FileDiff;
import org.drawbridge.host.lab.LabTree;

/** A lab's whole folder, but what Drawbridge keeps there for itself: bytes, the index of owners and modes, and the modes on the disk. */
record WholeFolder(LabTree tree, NavigableMap<String, String> modes) {

    private static final String OWN = "/var/lib/drawbridge";

    private static final Pattern HELD = Pattern.compile("\"held\" : \\[[^]]*]");

    static WholeFolder of(LabTree whole, Path folder) {
        LabTree tree = whole.without(OWN);
        NavigableMap<String, String> modes = new TreeMap<>();
        tree.entries().keySet().forEach(name -> modes.put(name, mode(folder.resolve(name))));
        return new WholeFolder(tree, modes);
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** A unified diff for each path that is not as it is in {@code other}. */
    List<String> differencesTo(WholeFolder other) {
        NavigableMap<String, String> here = tree.entries();
        NavigableMap<String, String> there = other.tree.entries();
        Set<String> paths = new TreeSet<>(here.keySet());
        paths.addAll(there.keySet());
        return paths.stream()
                .filter(path -> !Objects.equals(here.get(path), there.get(path)))
                .map(path -> FileDiff.between(path, bytes(there.get(path)), bytes(here.get(path)))
                        .text())
                .toList();
    }

    /**
     * The same without what NetworkManager keeps in mind until its next start: which connections a person took down. An edit
     * takes the bridge down and lets its port bring it up again, which does not make it forget that.
     */
    WholeFolder withoutHeld() {
        NavigableMap<String, String> entries = new TreeMap<>(tree.entries());
        entries.replaceAll((name, text) -> HELD.matcher(text).replaceAll("\"held\" : [ ]"));
        return new WholeFolder(new LabTree(entries), modes);
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    void assertSameAs(WholeFolder other, String message) {
        assertThat(differencesTo(other)).as(message).isEmpty();
        assertThat(modes).as(message).isEqualTo(other.modes);
    }
}
