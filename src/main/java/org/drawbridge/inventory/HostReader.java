package org.drawbridge.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.Link;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads all that the inventory mirrors from the host; it starts and changes nothing there. */
@Component
class HostReader {

    private static final Logger log = LoggerFactory.getLogger(HostReader.class);

    private final Host host;

    HostReader(Host host) {
        this.host = host;
    }

    HostStatus status() {
        return host.status();
    }

    /**
     * Every qube, and the interfaces of the net qubes that run.
     *
     * @throws HostException when the host does not tell its qubes
     */
    HostReading read() {
        HostStatus status = host.status();
        if (!status.connected()) {
            throw new HostException.Unreachable(status.message());
        }
        List<QubeReport> qubes = host.qubes();
        Map<QubeName, List<Link>> links = new HashMap<>();
        for (QubeReport qube : qubes) {
            if (qube.providesNetwork() && qube.power() == PowerState.RUNNING) {
                readLinks(qube.name(), links);
            }
        }
        return new HostReading(status, qubes, links);
    }

    /** A net qube that does not answer must not hide all the others: what was last seen of it stays. */
    private void readLinks(QubeName qube, Map<QubeName, List<Link>> links) {
        try {
            links.put(qube, host.links(qube));
        } catch (HostException exception) {
            log.info("The interfaces of {} could not be read: {}", qube, exception.getMessage());
        }
    }
}
