package org.drawbridge.web.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.inventory.Bridge;
import org.drawbridge.inventory.Card;
import org.drawbridge.inventory.Qube;
import org.drawbridge.inventory.QubeChange;
import org.drawbridge.inventory.QubeDetail;
import org.drawbridge.name.QubeName;
import org.drawbridge.profile.BridgeProfile;
import org.jspecify.annotations.Nullable;

/**
 * What the page of one qube shows.
 *
 * @param row its facts
 * @param mac its MAC address, or empty
 * @param virtMode how it is run, or empty
 * @param providesNetwork whether others may hang on it
 * @param way through whom it gets network
 * @param networkUsers who gets network from it
 * @param templateUsers who is based on it
 * @param cards its network cards; null where they were never seen
 * @param cardsSeenAt when they were last seen, or null
 * @param bridges the bridges in it, or those that it is on
 * @param profiles the profiles that concern it
 * @param properties what was set first, then what follows its default
 * @param features by name
 * @param history newest first
 */
record QubeView(
        QubeRow row,
        String mac,
        String virtMode,
        boolean providesNetwork,
        List<String> way,
        List<String> networkUsers,
        List<String> templateUsers,
        @Nullable List<Card> cards,
        @Nullable Instant cardsSeenAt,
        List<Bridge> bridges,
        List<ProfileLink> profiles,
        List<Property> properties,
        Map<String, String> features,
        List<Change> history) {

    static QubeView of(QubeDetail detail, List<BridgeProfile> profiles) {
        Qube qube = detail.qube();
        return new QubeView(
                QubeRow.of(qube),
                Objects.toString(qube.mac(), ""),
                qube.virtMode(),
                qube.providesNetwork(),
                names(detail.way()),
                names(detail.networkUsers()),
                names(detail.templateUsers()),
                detail.uplinks().orElse(null),
                detail.uplinksSeenAt().orElse(null),
                detail.bridges(),
                profiles.stream()
                        .map(profile -> ProfileLink.of(profile, qube.name()))
                        .toList(),
                properties(detail),
                detail.features(),
                detail.history().stream().map(Change::of).toList());
    }

    /** One sentence for the head of the page. */
    public String lead() {
        String kind = row.qubeClass() + ", " + row.state().toLowerCase(Locale.ROOT);
        if (way.isEmpty()) {
            return kind + (providesNetwork ? "; provides network to others." : "; has no network.");
        }
        return kind + "; gets network through " + String.join(", then ", way) + ".";
    }

    public long setProperties() {
        return properties.stream().filter(property -> !property.isDefault()).count();
    }

    private static List<String> names(List<QubeName> names) {
        return names.stream().map(QubeName::value).toList();
    }

    private static List<Property> properties(QubeDetail detail) {
        return detail.properties().entrySet().stream()
                .map(entry -> Property.of(entry.getKey(), entry.getValue()))
                .sorted((one, other) -> Boolean.compare(one.isDefault(), other.isDefault()))
                .toList();
    }

    /** A property, and whether it follows its default. */
    record Property(String name, String value, boolean isDefault) {
        static Property of(String name, PropertyValue value) {
            return new Property(name, value.value(), value.isDefault());
        }
    }

    /** A profile and what this qube is to it. */
    record ProfileLink(long id, String name, String part, boolean applied) {
        static ProfileLink of(BridgeProfile profile, QubeName qube) {
            boolean holds = profile.netvm().equals(qube);
            return new ProfileLink(
                    profile.id(),
                    profile.name(),
                    (holds ? "holds " : "is attached to ") + profile.bridge(),
                    profile.applied().isPresent());
        }
    }

    /** An entry of the history. */
    record Change(Instant at, String mark, String word, List<QubeChange.Detail> details) {
        static Change of(QubeChange change) {
            return switch (change.kind()) {
                case ADDED -> new Change(change.at(), "added", "came", change.details());
                case CHANGED -> new Change(change.at(), "changed", "changed", change.details());
                case REMOVED -> new Change(change.at(), "removed", "went", change.details());
            };
        }
    }
}
