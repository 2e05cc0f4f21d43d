package org.drawbridge.inventory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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

    /**
     * Some qubes, and the interfaces of the net qubes that these have to do with, whether by themselves or as those that they
     * hang on; of all else what was known.
     *
     * @param touched whom to look at; none for the interfaces of all net qubes
     * @param known what was known of all qubes
     */
    Glance glance(Set<QubeName> touched, Map<QubeName, QubeReport> known) {
        HostStatus status = host.status();
        if (!status.connected()) {
            throw new HostException.Unreachable(status.message());
        }
        Map<QubeName, Optional<QubeReport>> seen = new HashMap<>();
        touched.forEach(name -> seen.put(name, host.qube(name)));
        Map<QubeName, List<Link>> links = new HashMap<>();
        Map<QubeName, QubeReport> now = new TreeMap<>(known);
        seen.forEach((name, report) -> report.ifPresentOrElse(told -> now.put(name, told), () -> now.remove(name)));
        Set<QubeName> concerned = touched.isEmpty() ? now.keySet() : concerned(touched, known, now);
        for (QubeReport qube : now.values()) {
            if (concerned.contains(qube.name()) && qube.providesNetwork() && qube.power() == PowerState.RUNNING) {
                readLinks(qube.name(), links);
            }
        }
        return new Glance(status, seen, links);
    }

    private static Set<QubeName> concerned(
            Set<QubeName> touched, Map<QubeName, QubeReport> known, Map<QubeName, QubeReport> now) {
        Set<QubeName> concerned = new HashSet<>(touched);
        for (QubeName name : touched) {
            for (Map<QubeName, QubeReport> reports : List.of(known, now)) {
                Optional.ofNullable(reports.get(name)).map(QubeReport::netvm).ifPresent(concerned::add);
            }
        }
        return concerned;
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
