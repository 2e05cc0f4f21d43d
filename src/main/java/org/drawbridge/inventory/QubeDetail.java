package org.drawbridge.inventory;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.name.QubeName;

/**
 * All that the inventory knows of one qube.
 *
 * @param qube the qube itself
 * @param properties every property by name
 * @param features every feature by name
 * @param way through whom it gets network: its net qube first, the last one has the uplink; empty where it has no network
 * @param networkUsers who gets network from it
 * @param templateUsers who is based on it
 * @param uplinks the cards of a net qube; nothing where they were never seen
 * @param uplinksSeenAt when the cards were last seen
 * @param bridges the bridges in it, or those that a card of its own is in
 * @param firstSeenAt when it came into the inventory
 * @param history what was found different about it, newest first, the last hundred
 */
public record QubeDetail(
        Qube qube,
        SortedMap<String, PropertyValue> properties,
        SortedMap<String, String> features,
        List<QubeName> way,
        List<QubeName> networkUsers,
        List<QubeName> templateUsers,
        Optional<List<Card>> uplinks,
        Optional<Instant> uplinksSeenAt,
        List<Bridge> bridges,
        Instant firstSeenAt,
        List<QubeChange> history) {

    public QubeDetail {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
        features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
        way = List.copyOf(way);
        networkUsers = List.copyOf(networkUsers);
        templateUsers = List.copyOf(templateUsers);
        uplinks = uplinks.map(List::copyOf);
        bridges = List.copyOf(bridges);
        history = List.copyOf(history);
    }
}
