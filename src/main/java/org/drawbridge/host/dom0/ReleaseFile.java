package org.drawbridge.host.dom0;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.ForeignText;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Release;

/** Tells which release dom0 is by its release file, unless a setting says so. */
final class ReleaseFile {

    /** The setting for looking at the file. */
    static final String AUTO = "auto";

    private static final HostPath FILE = HostPath.of("/etc/qubes-release");
    private static final Pattern LABEL = Pattern.compile("\\((R[A-Za-z0-9.]{1,20})\\)");
    private static final Pattern NUMBER = Pattern.compile("release ([0-9]+\\.[0-9]+)");

    private final Dom0Files files;
    private final String setting;

    ReleaseFile(Dom0Files files, String setting) {
        this.files = files;
        this.setting = setting;
    }

    /** What is known now; the file is read each time, since an update of dom0 changes it. */
    Reading read() {
        if (!setting.equals(AUTO)) {
            return new Reading(Release.ofLabel(setting), "drawbridge.dom0.release is " + setting);
        }
        try {
            return files.read(FILE)
                    .map(ReleaseFile::parse)
                    .orElseGet(() -> new Reading(Optional.empty(), FILE + " is not there"));
        } catch (HostException exception) {
            return new Reading(Optional.empty(), FILE + " cannot be read");
        }
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
    record Reading(Optional<Release> release, String evidence) {}
}
