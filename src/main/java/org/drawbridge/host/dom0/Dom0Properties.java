package org.drawbridge.host.dom0;

import java.nio.file.Path;
import org.drawbridge.host.Release;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of a console that runs in dom0.
 *
 * @param qubesdSocket where qubesd listens
 * @param root where dom0's files are
 * @param release the release, or {@code auto} for what {@code /etc/qubes-release} says
 * @param tools the folder that is searched for programs before the search path, or null
 */
@ConfigurationProperties("drawbridge.dom0")
record Dom0Properties(
        @DefaultValue("/var/run/qubesd.sock") Path qubesdSocket,
        @DefaultValue("/") Path root,
        @DefaultValue("auto") String release,
        @Nullable Path tools) {

    Dom0Properties {
        if (!release.equals(ReleaseFile.AUTO) && Release.ofLabel(release).isEmpty()) {
            throw new IllegalArgumentException(
                    "drawbridge.dom0.release is " + release + ": it must be auto, R2B2, R4.1, R4.2 or R4.3.");
        }
    }
}
