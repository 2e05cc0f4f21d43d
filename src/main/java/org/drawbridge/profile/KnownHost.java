package org.drawbridge.profile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.inventory.Card;
import org.drawbridge.inventory.HostView;
import org.drawbridge.inventory.Inventory;
import org.drawbridge.inventory.NetQube;
import org.drawbridge.inventory.Qube;
import org.drawbridge.name.QubeName;

/**
 * What the last synchronisation knows of the host: a profile is judged by that and never by asking the host.
 *
 * @param host how the host stands
 * @param qubes every qube
 * @param netQubes those that provide network
 */
record KnownHost(HostView host, Map<QubeName, Qube> qubes, Map<QubeName, NetQube> netQubes) {

    KnownHost {
        qubes = Map.copyOf(qubes);
        netQubes = Map.copyOf(netQubes);
    }

    static KnownHost of(Inventory inventory) {
        Map<QubeName, Qube> qubes = new HashMap<>();
        inventory.all().forEach(qube -> qubes.put(qube.name(), qube));
        Map<QubeName, NetQube> netQubes = new HashMap<>();
        inventory.netQubes().forEach(netQube -> netQubes.put(netQube.qube().name(), netQube));
        return new KnownHost(inventory.host(), qubes, netQubes);
    }

    /** Whether the host was ever read. */
    boolean synced() {
        return host.syncedAt() != null;
    }

    Optional<Qube> qube(QubeName name) {
        return Optional.ofNullable(qubes.get(name));
    }

    /** The cards of a net qube, or nothing where they were never seen. */
    Optional<List<Card>> cards(QubeName netvm) {
        return Optional.ofNullable(netQubes.get(netvm)).flatMap(NetQube::uplinks);
    }
}
