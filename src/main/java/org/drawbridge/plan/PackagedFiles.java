package org.drawbridge.plan;

import java.util.Arrays;
import java.util.List;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Release;
import org.drawbridge.plan.blueprint.PatchTargets;

/** The files of dom0's packages that Drawbridge touches on a release: on R2B2 it patches them, on R4 its own files stand in for them. */
public final class PackagedFiles {

    private static final HostPath TEMPLATES = HostPath.of("/usr/share/qubes/templates/libvirt");

    private PackagedFiles() {}

    public static List<HostPath> of(Release release) {
        return release == Release.R2B2
                ? PatchTargets.PATHS
                : List.of(TEMPLATES.resolve("xen.xml"), TEMPLATES.resolve("devices/net.xml"));
    }

    /** Whether it is one of them, on any release. */
    public static boolean touches(HostPath path) {
        return Arrays.stream(Release.values()).anyMatch(release -> of(release).contains(path));
    }
}
