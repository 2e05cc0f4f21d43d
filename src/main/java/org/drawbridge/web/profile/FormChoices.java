package org.drawbridge.web.profile;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.drawbridge.inventory.Card;
import org.drawbridge.inventory.Inventory;
import org.drawbridge.inventory.NetQube;
import org.drawbridge.inventory.Qube;
import org.drawbridge.profile.BridgeProfile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the form of a profile offers: the net qubes, their cards, and the qubes that can be attached. */
@Component
class FormChoices {

    private final Inventory inventory;

    FormChoices(Inventory inventory) {
        this.inventory = inventory;
    }

    /** What there is to choose from, for a form as it is filled in. */
    Choices of(BridgeForm form, List<BridgeProfile> others) {
        List<NetQube> netQubes = inventory.netQubes();
        Optional<NetQube> chosen = netQubes.stream()
                .filter(netQube -> netQube.qube().name().value().equals(form.netvm()))
                .findFirst();
        List<CardChoice> cards = chosen.flatMap(NetQube::uplinks).stream()
                .flatMap(List::stream)
                .map(card -> CardChoice.of(card, form, others))
                .toList();
        boolean listed = cards.stream().anyMatch(CardChoice::ticked);
        return new Choices(
                netvms(netQubes, form),
                qubes(form),
                cards,
                chosen.isPresent(),
                chosen.flatMap(NetQube::uplinks).isPresent(),
                chosen.map(NetQube::uplinksSeenAt).orElse(null),
                !listed && !form.uplink().isEmpty(),
                inventory.host().offersSecondCard(),
                inventory.host().releaseText(),
                inventory.host().syncedAt());
    }

    private static Map<String, String> netvms(List<NetQube> netQubes, BridgeForm form) {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("", "choose…");
        keep(choices, form.netvm());
        for (NetQube netQube : netQubes) {
            String name = netQube.qube().name().value();
            choices.put(name, name + " (" + told(netQube) + ")");
        }
        return choices;
    }

    private static String told(NetQube netQube) {
        return netQube.uplinks()
                .map(cards -> switch (cards.size()) {
                    case 0 -> "no card of its own";
                    case 1 -> "1 card";
                    default -> cards.size() + " cards";
                })
                .orElse("cards never seen");
    }

    private Map<String, String> qubes(BridgeForm form) {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("", "choose…");
        form.attachments().forEach(attachment -> keep(choices, attachment.qube()));
        for (Qube qube : inventory.all()) {
            String name = qube.name().value();
            if (!qube.name().isDom0() && !qube.isTemplate() && !name.equals(form.netvm())) {
                choices.put(name, name);
            }
        }
        return choices;
    }

    /** What is filled in already must stay in the list, even where it cannot be. */
    private static void keep(Map<String, String> choices, String value) {
        if (!value.isEmpty()) {
            choices.put(value, value);
        }
    }

    /**
     * All choices of one form.
     *
     * @param netvms the net qubes
     * @param qubes the qubes that can be attached
     * @param cards the cards of the net qube that is chosen
     * @param netvmChosen whether a net qube is chosen that there is
     * @param cardsSeen whether its cards were ever seen
     * @param cardsSeenAt when they were last seen, or null
     * @param otherCard whether a card is given that is not in the list
     * @param secondCard whether a qube can have a second card on this release
     * @param release the release for people
     * @param syncedAt the age of all that, or null
     */
    record Choices(
            Map<String, String> netvms,
            Map<String, String> qubes,
            List<CardChoice> cards,
            boolean netvmChosen,
            boolean cardsSeen,
            @Nullable Instant cardsSeenAt,
            boolean otherCard,
            boolean secondCard,
            String release,
            @Nullable Instant syncedAt) {}

    /**
     * A card to choose.
     *
     * @param value what the form sends for it
     * @param name its name
     * @param mac its address, or empty
     * @param about what else is known of it
     * @param refusal why it cannot be chosen, or empty
     * @param ticked whether it is chosen
     */
    record CardChoice(String value, String name, String mac, String about, String refusal, boolean ticked) {

        static CardChoice of(Card card, BridgeForm form, List<BridgeProfile> others) {
            String mac = Objects.toString(card.mac(), "");
            String name = card.name().value();
            String value = mac.isEmpty() ? name : mac;
            String chosen = form.uplink().equals(BridgeForm.OTHER) ? form.otherUplink() : form.uplink();
            return new CardChoice(
                    value,
                    name,
                    mac,
                    card.carrier() ? "wired, cable connected" : "wired, no cable",
                    refusal(card, value, form, others),
                    chosen.equalsIgnoreCase(value) || chosen.equals(name));
        }

        private static String refusal(Card card, String value, BridgeForm form, List<BridgeProfile> others) {
            if (card.wireless()) {
                return "Wireless: an access point takes frames only from the address that joined it, so this card"
                        + " cannot be bridged.";
            }
            return others.stream()
                    .filter(other -> other.uplink().text().equals(value)
                            || (other.netvm().value().equals(form.netvm())
                                    && other.uplink().text().equals(card.name().value())))
                    .findFirst()
                    .map(other -> "It is the uplink of “" + other.name() + "” already.")
                    .orElse("");
        }
    }
}
