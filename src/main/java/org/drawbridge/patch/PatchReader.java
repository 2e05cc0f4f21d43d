package org.drawbridge.patch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.format.FileDiff;
import org.drawbridge.format.FormatException;
import org.drawbridge.format.UnifiedDiff;
import org.drawbridge.patch.InvalidPatchException.Reason;

/** Reads an upload and tells which file of R2B2 each patch in it changes. */
final class PatchReader {

    /** The files that the seed page patches. */
    static final List<String> TARGETS = List.of("qubes.py", "settings.py", "ui_settingsdlg.py");

    private final List<Reason> reasons = new ArrayList<>();
    private final Map<String, PatchText> found = new LinkedHashMap<>();

    private PatchReader() {}

    /** @throws InvalidPatchException when anything in it cannot be taken */
    static List<PatchText> read(List<UploadedFile> uploads, boolean sample) {
        PatchReader reader = new PatchReader();
        uploads.forEach(upload -> reader.upload(upload, sample));
        if (!reader.reasons.isEmpty()) {
            throw new InvalidPatchException(reader.reasons);
        }
        return List.copyOf(reader.found.values());
    }

    private void upload(UploadedFile upload, boolean sample) {
        int before = found.size() + reasons.size();
        try {
            for (UploadedFile file : Archive.unpack(upload)) {
                file(file, sample);
            }
        } catch (IOException exception) {
            refuse(upload.name(), "The file cannot be unpacked: " + exception.getMessage() + ".");
        }
        if (found.size() + reasons.size() == before) {
            refuse(upload.name(), "There is no patch in it. Upload the three diffs, or one archive of them.");
        }
    }

    private void file(UploadedFile file, boolean sample) {
        try {
            List<FileDiff> diffs = UnifiedDiff.parse(file.content());
            for (FileDiff diff : diffs) {
                String content = diffs.size() == 1 ? new String(file.content(), StandardCharsets.UTF_8) : diff.text();
                target(file, diff)
                        .ifPresentOrElse(
                                target -> add(new PatchText(file.name(), target, content, sample)),
                                () -> refuse(
                                        file.name(),
                                        "It changes " + diff.newName() + ", which is none of "
                                                + String.join(", ", TARGETS) + ". Leave it out."));
            }
        } catch (FormatException exception) {
            refuse(file.name(), "It is not a unified diff. " + exception.getMessage());
        }
    }

    private void add(PatchText patch) {
        if (found.putIfAbsent(patch.target(), patch) != null) {
            refuse(patch.name(), "There is more than one patch for " + patch.target() + " in it. Leave one of them.");
        }
    }

    private void refuse(String file, String message) {
        reasons.add(new Reason(file, message));
    }

    /** By the names in the diff, else by the name of the file, such as {@code qubes.py-bridge.diff}. */
    private static Optional<String> target(UploadedFile file, FileDiff diff) {
        return TARGETS.stream()
                .filter(target -> base(diff.newName()).equals(target)
                        || base(diff.oldName()).equals(target))
                .findFirst()
                .or(() -> TARGETS.stream()
                        .filter(target -> file.name().startsWith(target + "-"))
                        .findFirst());
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
