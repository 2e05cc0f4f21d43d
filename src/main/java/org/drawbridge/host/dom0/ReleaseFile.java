package org.drawbridge.host.dom0;

import java.util.Optional;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Release;
import org.drawbridge.host.ReleaseText;
import org.drawbridge.host.ReleaseText.Reading;

/** Tells which release dom0 is by its release file, unless a setting says so. */
final class ReleaseFile {

    /** The setting for looking at the file. */
    static final String AUTO = "auto";

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
            return ReleaseText.parse(files.read(ReleaseText.FILE));
        } catch (HostException exception) {
            return new Reading(Optional.empty(), ReleaseText.FILE + " cannot be read");
        }
    }
}
