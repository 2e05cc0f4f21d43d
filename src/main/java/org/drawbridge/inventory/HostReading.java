package org.drawbridge.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.Link;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;

/**
 * What a host told in one go.
 *
 * @param status how it stands
 * @param qubes every qube
 * @param links the interfaces of the running net qubes; one that did not answer is left out
 */
record HostReading(HostStatus status, List<QubeReport> qubes, Map<QubeName, List<Link>> links) {

    HostReading {
        qubes = List.copyOf(qubes);
        links = Map.copyOf(new HashMap<>(links));
    }
}
