package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drawbridge.host.Link;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Step;
import org.drawbridge.profile.BridgeProfile;

/** Whether the card is there and can be a port of a bridge. */
final class UplinkRule implements FindingRule {

    @Override
    public List<Finding> findings(Draft draft, List<Step> steps) {
        Request request = draft.request();
        if (request.removes() || !draft.survey().runs(request.netvm())) {
            return List.of();
        }
        Optional<Card> card = Card.of(request, draft.survey());
        if (card.isEmpty()) {
            return List.of(missing(draft));
        }
        List<Finding> findings = new ArrayList<>();
        Link link = card.get().link();
        InterfaceName bridge = request.profile().bridge().asInterface();
        if (link.wireless()) {
            findings.add(Find.blocker(
                    "wireless-uplink",
                    link.name() + " in " + request.netvm() + " is a wireless card.",
                    "An access point takes frames from one address only, so a wireless card cannot be bridged.",
                    "Choose a wired card in the profile."));
        }
        if (link.master() != null && !Objects.equals(link.master(), bridge)) {
            findings.add(Find.blocker(
                    "uplink-taken",
                    link.name() + " is already a port of " + link.master() + ".",
                    "A card can be a port of one bridge only.",
                    "Take it out of " + link.master() + ", or choose another card."));
        }
        if (!link.carrier()) {
            findings.add(Find.warning(
                    "uplink-no-carrier",
                    link.name() + " has no cable, or nothing answers at its other end.",
                    "The bridge gets no address then, and the job goes back by itself.",
                    "Plug the cable in first."));
        }
        if (request.profile().uplink().interfaceName().isPresent()) {
            findings.add(Find.note(
                    "uplink-by-name",
                    "The profile tells the card by its name, " + link.name() + "; its keyfile tells it by its address, "
                            + card.get().macText() + ".",
                    "Names of cards change with kernels and templates, and R4.3 renames some.",
                    "Put the address into the profile if the card should be told by it there too."));
        }
        return findings;
    }

    private static Finding missing(Draft draft) {
        BridgeProfile profile = draft.request().profile();
        String there = draft.survey().links(profile.netvm()).stream()
                .filter(Link::isUplink)
                .map(link -> link.name() + " (" + link.mac() + ")")
                .collect(Collectors.joining(", "));
        return Find.blocker(
                "uplink-missing",
                profile.netvm() + " has no card " + profile.uplink().text() + "."
                        + (there.isEmpty() ? " It has none at all." : " It has " + there + "."),
                "The bridge needs a card to the network.",
                "Choose one of these in the profile, or assign the card to " + profile.netvm() + " and start it anew.");
    }
}
