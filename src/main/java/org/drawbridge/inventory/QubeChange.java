package org.drawbridge.inventory;

import java.time.Instant;
import java.util.List;
import org.drawbridge.name.QubeName;

/**
 * What a synchronisation found different about one qube.
 *
 * @param at when it was found
 * @param qube which qube
 * @param kind whether it came, went or was changed
 * @param details what was changed; empty where it came or went
 */
public record QubeChange(Instant at, QubeName qube, Kind kind, List<Detail> details) {

    public QubeChange {
        details = List.copyOf(details);
    }

    /** Whether a qube came, went or was changed. */
    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    /**
     * One thing that is not as it was.
     *
     * @param what its name for people, such as {@code netvm} or {@code feature service.network-manager}
     * @param before the text before, empty where there was none
     * @param after the text after, empty where there is none
     */
    public record Detail(String what, String before, String after) {}
}
