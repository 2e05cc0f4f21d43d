package org.drawbridge.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A qube that provides network, and its cards as they were last seen.
 *
 * @param qube the qube
 * @param uplinks its cards, kept while it is halted; nothing where they were never seen, which is not the same as none
 * @param uplinksSeenAt when they were last seen, or null
 */
public record NetQube(
        Qube qube, Optional<List<Card>> uplinks, @Nullable Instant uplinksSeenAt) {

    public NetQube {
        uplinks = uplinks.map(List::copyOf);
    }
}
