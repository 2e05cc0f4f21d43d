package org.drawbridge.inventory;

import java.time.Instant;
import java.util.List;
import org.drawbridge.host.Link;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;

/**
 * One qube as the mirror keeps it.
 *
 * @param report what the host told last
 * @param links the interfaces last seen in it; of a halted net qube only its cards
 * @param uplinksSeenAt when its interfaces were last seen, or null for never
 * @param bridges the bridges in it, or those that a card of its own is in
 * @param firstSeenAt when it came into the inventory
 */
record Mirrored(
        QubeReport report,
        List<Link> links,
        @Nullable Instant uplinksSeenAt,
        List<InterfaceName> bridges,
        Instant firstSeenAt) {

    Mirrored {
        links = List.copyOf(links);
        bridges = List.copyOf(bridges);
    }

    QubeName name() {
        return report.name();
    }

    boolean running() {
        return report.power() == PowerState.RUNNING;
    }

    List<Card> cards() {
        return links.stream().filter(Link::isUplink).map(Card::of).toList();
    }

    Qube asQube() {
        return new Qube(
                report.name(),
                report.qubeClass(),
                report.label(),
                report.state(),
                report.template(),
                report.netvm(),
                report.ip(),
                report.mac(),
                report.providesNetwork(),
                report.xid(),
                report.virtMode(),
                bridges);
    }
}
