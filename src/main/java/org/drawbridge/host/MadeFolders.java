package org.drawbridge.host;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drawbridge.name.InvalidNameException;

/**
 * The folders that were made on a host to write a file into, so that they can be taken away again: kept in dom0 as
 * {@link #FILE}, one line a folder, the place before it. Folders in {@link #OWN} are Drawbridge's anyway and not listed.
 */
public record MadeFolders(NavigableSet<String> lines) {

    /** Where Drawbridge keeps its own things in dom0. */
    public static final HostPath OWN = HostPath.of("/var/lib/drawbridge");

    /** The list, in dom0. */
    public static final HostPath FILE = OWN.resolve("folders");

    public MadeFolders {
        lines = Collections.unmodifiableNavigableSet(new TreeSet<>(lines));
    }

    /** The list of a host's file; a line that names no folder in a place is left out. */
    public static MadeFolders of(Optional<FileImage> file) {
        return new MadeFolders(file.stream()
                .flatMap(image -> new String(image.content(), StandardCharsets.UTF_8).lines())
                .filter(MadeFolders::isEntry)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The file of this list, or nothing where the list is empty. */
    public Optional<FileImage> file() {
        String text = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(FileImage.ofRoot(text.getBytes(StandardCharsets.UTF_8), 0600));
    }

    public boolean holds(Place place, HostPath folder) {
        return lines.contains(line(place, folder));
    }

    /** The folders in a place, a folder after those in it. */
    public List<HostPath> in(Place place) {
        String begin = place.label() + " ";
        return lines.descendingSet().stream()
                .filter(line -> line.startsWith(begin))
                .map(line -> HostPath.of(line.substring(begin.length())))
                .toList();
    }

    public MadeFolders with(Place place, HostPath folder) {
        TreeSet<String> more = new TreeSet<>(lines);
        more.add(line(place, folder));
        return new MadeFolders(more);
    }

    public MadeFolders without(Place place, HostPath folder) {
        TreeSet<String> fewer = new TreeSet<>(lines);
        fewer.remove(line(place, folder));
        return new MadeFolders(fewer);
    }

    /** The list without all that it has of a place, which is no more. */
    public MadeFolders without(Place place) {
        TreeSet<String> fewer = new TreeSet<>(lines);
        fewer.removeIf(line -> line.startsWith(place.label() + " "));
        return new MadeFolders(fewer);
    }

    private static String line(Place place, HostPath folder) {
        return place.label() + " " + folder;
    }

    private static boolean isEntry(String line) {
        int space = line.indexOf(' ');
        try {
            return space > 0
                    && line(Place.ofLabel(line.substring(0, space)), HostPath.of(line.substring(space + 1)))
                            .equals(line);
        } catch (InvalidNameException exception) {
            return false;
        }
    }
}
