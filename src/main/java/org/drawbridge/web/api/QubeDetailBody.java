package org.drawbridge.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.drawbridge.inventory.Card;
import org.drawbridge.inventory.QubeDetail;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;

/**
 * All of one qube.
 *
 * @param uplinks the cards of a net qube as last seen; null where they were never seen, and for other qubes
 */
record QubeDetailBody(
        @JsonUnwrapped QubeBody qube,
        SortedMap<String, Property> properties,
        SortedMap<String, String> features,
        List<QubeName> usedBy,
        @Nullable List<Uplink> uplinks) {

    static QubeDetailBody of(QubeDetail detail) {
        SortedMap<String, Property> properties = new TreeMap<>();
        detail.properties()
                .forEach((name, value) -> properties.put(name, new Property(value.value(), value.isDefault())));
        TreeSet<QubeName> users = new TreeSet<>(detail.networkUsers());
        users.addAll(detail.templateUsers());
        return new QubeDetailBody(
                QubeBody.of(detail.qube()), properties, detail.features(), List.copyOf(users), uplinks(detail));
    }

    private static @Nullable List<Uplink> uplinks(QubeDetail detail) {
        return detail.uplinks()
                .filter(cards -> detail.qube().providesNetwork())
                .map(cards -> cards.stream().map(Uplink::of).toList())
                .orElse(null);
    }

    /** A property's value, and whether it was never set. */
    record Property(String value, @JsonProperty("default") boolean isDefault) {}

    /** A network card. */
    record Uplink(
            @JsonProperty("interface") InterfaceName interfaceName,
            @Nullable MacAddress mac,
            boolean wireless,
            boolean carrier) {

        static Uplink of(Card card) {
            return new Uplink(card.name(), card.mac(), card.wireless(), card.carrier());
        }
    }
}
