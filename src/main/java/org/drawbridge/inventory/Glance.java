package org.drawbridge.inventory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.Link;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;

/**
 * What a host told of some of its qubes.
 *
 * @param status how it stands
 * @param seen the qubes that were looked at, with nothing for one that is not there any more
 * @param links the interfaces of the net qubes that were looked into
 */
record Glance(HostStatus status, Map<QubeName, Optional<QubeReport>> seen, Map<QubeName, List<Link>> links) {

    Glance {
        seen = Map.copyOf(seen);
        links = Map.copyOf(new HashMap<>(links));
    }

    /** The same as a reading of all qubes, the others as they were known. */
    HostReading over(SortedMap<QubeName, Mirrored> known) {
        SortedMap<QubeName, QubeReport> qubes = new TreeMap<>();
        known.values().forEach(qube -> qubes.put(qube.name(), qube.report()));
        seen.forEach((name, report) -> report.ifPresentOrElse(told -> qubes.put(name, told), () -> qubes.remove(name)));
        return new HostReading(
                status,
                qubes.values().stream()
                        .sorted(Comparator.comparing(qube -> !qube.name().isDom0()))
                        .toList(),
                links);
    }
}
