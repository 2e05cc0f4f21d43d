package org.drawbridge.host.adminapi;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing that happened on the host; a name of a newer release is carried as it is.
 *
 * @param subject the qube that it happened to, or empty for the host as a whole
 * @param name such as {@code property-set:netvm} or {@code domain-start}
 * @param values what the event tells, by key
 */
public record AdminEvent(String subject, String name, SortedMap<String, String> values) {

    public AdminEvent {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Whether this is the first one, after which none is missed any more. */
    boolean isBeginning() {
        return name.equals("connection-established");
    }
}
