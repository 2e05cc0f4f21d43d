package org.drawbridge.inventory;

import java.time.Instant;
import org.drawbridge.host.Release;
import org.jspecify.annotations.Nullable;

/**
 * The host as it was when it was last looked at; its age tells how far that can be trusted.
 *
 * @param kind {@code lab}, {@code dom0} or {@code qrexec}
 * @param release the release, or null where it is unknown or not supported
 * @param connected whether the host answered at {@code checkedAt}
 * @param checkedAt when it was last asked, or null before the first time
 * @param syncedAt from when the inventory is, or null where there is none yet
 * @param qubes how many qubes the inventory has, dom0 among them
 * @param message one sentence for people: what is the case and what to do
 */
public record HostView(
        String kind,
        @Nullable Release release,
        boolean connected,
        @Nullable Instant checkedAt,
        @Nullable Instant syncedAt,
        int qubes,
        String message) {

    /** Whether the host is a lab and no machine of anybody's. */
    public boolean lab() {
        return kind.equals("lab");
    }

    /** The release for people, such as {@code R4.2}. */
    public String releaseText() {
        return release == null ? "unknown release" : release.label();
    }

    /**
     * Whether a qube can have a second card on a bridge beside its own: the override by name that this needs is heeded
     * from R4.3 on and silently ignored before.
     */
    public boolean offersSecondCard() {
        return release == Release.R4_3;
    }
}
