package org.drawbridge.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.host.Link;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;

/** Finds the bridges and their ports among the interfaces of net qubes, and whose card each port belongs to. */
final class BridgeReader {

    /** A back end is called {@code vif<xid>.<number of the card>}. */
    private static final Pattern VIF = Pattern.compile("vif([0-9]{1,9})\\.[0-9]+");

    private final Map<Integer, QubeName> namesByXid = new HashMap<>();

    /** By Xen's number and not by netvm: a card may be left in a bridge that its qube no longer names. */
    BridgeReader(Map<QubeName, Integer> runningXids) {
        runningXids.forEach((name, xid) -> namesByXid.put(xid, name));
    }

    List<Bridge> read(QubeName netvm, Collection<Link> links) {
        List<Bridge> bridges = new ArrayList<>();
        for (Link link : links) {
            if (link.isBridge()) {
                bridges.add(
                        new Bridge(netvm, link.name(), link.mac(), link.up(), link.addresses(), portsOf(link, links)));
            }
        }
        bridges.sort(Comparator.comparing(Bridge::name));
        return bridges;
    }

    private List<Bridge.Port> portsOf(Link bridge, Collection<Link> links) {
        return links.stream()
                .filter(link -> Objects.equals(link.master(), bridge.name()))
                .map(link -> new Bridge.Port(link.name(), link.mac(), link.isUplink(), ownerOf(link)))
                .sorted(Comparator.comparing(Bridge.Port::name))
                .toList();
    }

    private @Nullable QubeName ownerOf(Link link) {
        Matcher matcher = VIF.matcher(link.name().value());
        return matcher.matches() ? namesByXid.get(Integer.parseInt(matcher.group(1))) : null;
    }
}
