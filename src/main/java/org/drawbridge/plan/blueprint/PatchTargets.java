package org.drawbridge.plan.blueprint;

import java.util.List;
import org.drawbridge.format.DiffLine;
import org.drawbridge.format.PatchResult;
import org.drawbridge.host.HostPath;

/** The files that the seed page patches, where R2B2 really has them. */
public final class PatchTargets {

    /** The real folder; the seed page says {@code site-package}. */
    private static final HostPath FOLDER = HostPath.of("/usr/lib64/python2.7/site-packages");

    public static final List<HostPath> PATHS = List.of(
            FOLDER.resolve("qubes/qubes.py"),
            FOLDER.resolve("qubesmanager/settings.py"),
            FOLDER.resolve("qubesmanager/ui_settingsdlg.py"));

    private PatchTargets() {}

    /** The path of a target such as {@code qubes.py}. */
    public static HostPath path(String target) {
        return PATHS.stream()
                .filter(path -> path.name().equals(target))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No file of R2B2 is patched that is called " + target));
    }

    static HostPath folder(HostPath path) {
        return HostPath.of(path.value().substring(0, path.value().lastIndexOf('/')));
    }

    /** Why a patch does not fit, with the lines that it expects. */
    public static String rejection(HostPath path, String patch, PatchResult.Rejected rejected) {
        StringBuilder text = new StringBuilder();
        text.append("The patch ")
                .append(patch)
                .append(" does not fit ")
                .append(path)
                .append(": hunk ");
        text.append(rejected.hunk()).append(" (").append(rejected.header());
        text.append(") expects these lines from line ").append(rejected.line()).append(" on:");
        for (DiffLine line : rejected.expected()) {
            text.append('\n').append(line.kind().sign()).append(line.text());
        }
        return text.toString();
    }
}
