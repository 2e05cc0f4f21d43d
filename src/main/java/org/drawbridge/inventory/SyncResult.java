package org.drawbridge.inventory;

import java.time.Duration;
import java.util.List;
import org.drawbridge.name.QubeName;

/**
 * What a synchronisation found.
 *
 * @param added the qubes that came, by name
 * @param changed the qubes that are not as they were, by name
 * @param removed the qubes that went, by name
 * @param took how long reading and storing took
 */
public record SyncResult(List<QubeName> added, List<QubeName> changed, List<QubeName> removed, Duration took) {

    public SyncResult {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    public boolean nothingChanged() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }
}
