package org.drawbridge.profile;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drawbridge.inventory.Card;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.drawbridge.profile.BridgeProfile.Uplink;
import org.drawbridge.profile.ProfileInput.UplinkInput;

/** Judges whether a card can become a bridge's port: wired, really there when last seen, and nobody else's. */
final class UplinkValidation {

    private static final String FIELD = "uplink";

    private final Violations violations;
    private final KnownHost known;
    private final List<BridgeProfile> others;

    UplinkValidation(Violations violations, KnownHost known, List<BridgeProfile> others) {
        this.violations = violations;
        this.known = known;
        this.others = others;
    }

    Optional<Uplink> validate(Optional<QubeName> netvm, UplinkInput input) {
        String mac = input.mac().strip();
        String name = input.interfaceName().strip();
        if (mac.isEmpty() == name.isEmpty()) {
            violations.add(
                    FIELD,
                    mac.isEmpty()
                            ? "It is not said which card becomes the bridge's port."
                                    + " Choose one, or give its MAC address or its name."
                            : "The card is told by its MAC address and by its name. Give one of both; the MAC address"
                                    + " stays when Qubes renames a card.");
            return Optional.empty();
        }
        Optional<Uplink> uplink = mac.isEmpty()
                ? violations
                        .parse(field(false), name, InterfaceName::of)
                        .map(value -> new Uplink(Optional.empty(), Optional.of(value)))
                : violations
                        .parse(field(true), mac, MacAddress::of)
                        .map(value -> new Uplink(Optional.of(value), Optional.empty()));
        if (netvm.isPresent() && uplink.isPresent()) {
            check(netvm.get(), uplink.get());
        }
        return uplink;
    }

    private void check(QubeName netvm, Uplink uplink) {
        String field = field(uplink.mac().isPresent());
        Optional<List<Card>> cards = known.cards(netvm);
        // Never seen is accepted here; it becomes a blocker of the plan.
        cards.ifPresent(seen -> checkCard(field, netvm, uplink, seen));
        for (BridgeProfile other : others) {
            if (sameCard(netvm, uplink, other)) {
                violations.add(
                        field,
                        "“" + other.name() + "” has this card as its uplink, and a card can be in one bridge only."
                                + " Choose another card, or add your qubes to that profile.");
            }
        }
        uplink.interfaceName()
                .map(InterfaceName::value)
                .filter(name -> name.equals("lo") || name.startsWith("vif"))
                .ifPresent(name -> violations.add(
                        field, name + " is not a network card. Give the name of a card, such as eth0 or ens6."));
    }

    private void checkCard(String field, QubeName netvm, Uplink uplink, List<Card> cards) {
        Optional<Card> card =
                cards.stream().filter(candidate -> isMeant(uplink, candidate)).findFirst();
        if (card.isEmpty()) {
            violations.add(
                    field,
                    cards.isEmpty()
                            ? netvm + " has no network card of its own. Choose the net qube that has one."
                            : netvm + " has no card " + uplink.text() + ". When last seen it had "
                                    + cards.stream().map(UplinkValidation::text).collect(Collectors.joining(", "))
                                    + ". Choose one of these, or plug the card in and synchronise.");
        } else if (card.get().wireless()) {
            violations.add(
                    field,
                    uplink.text() + " is a wireless card. An access point takes frames only from the address that"
                            + " joined it, so such a card cannot be bridged. Choose a wired card.");
        }
    }

    /** A card is the same by its MAC address wherever it is, and by its name within one net qube. */
    private boolean sameCard(QubeName netvm, Uplink uplink, BridgeProfile other) {
        Optional<MacAddress> mac = mac(netvm, uplink);
        if (mac.isPresent() && mac.equals(mac(other.netvm(), other.uplink()))) {
            return true;
        }
        return netvm.equals(other.netvm()) && uplink.equals(other.uplink());
    }

    private Optional<MacAddress> mac(QubeName netvm, Uplink uplink) {
        return uplink.mac()
                .or(() -> known.cards(netvm).stream()
                        .flatMap(List::stream)
                        .filter(card -> isMeant(uplink, card))
                        .findFirst()
                        .map(Card::mac));
    }

    private static boolean isMeant(Uplink uplink, Card card) {
        return uplink.mac()
                .map(mac -> mac.equals(card.mac()))
                .or(() -> uplink.interfaceName().map(name -> name.equals(card.name())))
                .orElse(false);
    }

    private static String text(Card card) {
        return card.name() + " (" + Objects.toString(card.mac(), "no address") + (card.wireless() ? ", wireless" : "")
                + ")";
    }

    private static String field(boolean mac) {
        return FIELD + (mac ? ".mac" : ".interface");
    }
}
