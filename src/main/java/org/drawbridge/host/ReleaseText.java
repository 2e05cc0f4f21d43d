package org.drawbridge.host;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which release dom0 is by its release file. */
public final class ReleaseText {

    public static final HostPath FILE = HostPath.of("/etc/qubes-release");

    private static final Pattern LABEL = Pattern.compile("\\((R[A-Za-z0-9.]{1,20})\\)");
    private static final Pattern NUMBER = Pattern.compile("release ([0-9]+\\.[0-9]+)");

    private ReleaseText() {}

    public static Reading parse(Optional<FileImage> file) {
        return file.map(ReleaseText::parse).orElseGet(() -> new Reading(Optional.empty(), FILE + " is not there"));
    }

    private static Reading parse(FileImage image) {
        String text = new String(image.content(), StandardCharsets.UTF_8);
        String evidence = FILE + " says “" + ForeignText.oneLine(text) + "”";
        Matcher label = LABEL.matcher(text);
        if (label.find() && Release.ofLabel(label.group(1)).isPresent()) {
            return new Reading(Release.ofLabel(label.group(1)), evidence);
        }
        Matcher number = NUMBER.matcher(text);
        return new Reading(number.find() ? Release.ofLabel("R" + number.group(1)) : Optional.empty(), evidence);
    }

    /**
     * Which release it is.
     *
     * @param release the release, or nothing where it is none that is planned for
     * @param evidence what that was told from, as part of a sentence
     */
    public record Reading(Optional<Release> release, String evidence) {}
}
