package org.drawbridge.profile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drawbridge.inventory.HostView;
import org.drawbridge.inventory.Qube;
import org.drawbridge.name.QubeName;
import org.drawbridge.profile.BridgeProfile.Addressing;
import org.drawbridge.profile.BridgeProfile.Attachment;
import org.drawbridge.profile.BridgeProfile.Mode;
import org.drawbridge.profile.ProfileInput.AttachmentInput;

/** Judges which qubes may be attached to a bridge, and how. */
final class AttachmentValidation {

    private static final int LIMIT = 64;

    private final Violations violations;
    private final KnownHost known;
    private final List<BridgeProfile> others;
    private final AddressValidation addresses;
    private final Set<QubeName> seen = new HashSet<>();

    AttachmentValidation(
            Violations violations, KnownHost known, List<BridgeProfile> others, AddressValidation addresses) {
        this.violations = violations;
        this.known = known;
        this.others = others;
        this.addresses = addresses;
    }

    List<Attachment> validate(Optional<QubeName> netvm, List<AttachmentInput> inputs) {
        if (inputs.size() > LIMIT) {
            violations.add(
                    "attachments",
                    inputs.size() + " qubes are more than one bridge takes here. Attach up to " + LIMIT + ".");
            return List.of();
        }
        List<Attachment> attachments = new ArrayList<>();
        for (int index = 0; index < inputs.size(); index++) {
            validate("attachments[" + index + "]", netvm, inputs.get(index)).ifPresent(attachments::add);
        }
        return attachments;
    }

    private Optional<Attachment> validate(String field, Optional<QubeName> netvm, AttachmentInput input) {
        String text = input.qube().strip();
        if (text.isEmpty()) {
            violations.add(field + ".qube", "It is not said which qube. Choose one, or take the row out.");
        }
        Optional<QubeName> name =
                text.isEmpty() ? Optional.empty() : violations.parse(field + ".qube", text, QubeName::of);
        Optional<Mode> mode = mode(field + ".mode", input.mode().strip());
        name.ifPresent(qube -> {
            checkQube(field + ".qube", netvm, qube);
            mode.filter(Mode.REPLACE::equals).ifPresent(replace -> checkOthers(field + ".qube", qube));
        });
        String who = name.map(QubeName::value).orElse("another qube");
        Optional<Addressing> address = addresses.validate(field + ".address", who, input.address());
        return name.flatMap(
                qube -> mode.flatMap(how -> address.map(addressing -> new Attachment(qube, how, addressing))));
    }

    private Optional<Mode> mode(String field, String text) {
        return switch (text) {
            case "", "replace" -> Optional.of(Mode.REPLACE);
            case "additional" -> {
                checkSecondCard(field);
                yield Optional.of(Mode.ADDITIONAL);
            }
            default -> {
                violations.add(
                        field,
                        "A qube's own card goes to the bridge, or it gets a second one. Choose replace or additional.");
                yield Optional.empty();
            }
        };
    }

    private void checkSecondCard(String field) {
        HostView host = known.host();
        if (!host.offersSecondCard()) {
            violations.add(
                    field,
                    "A second card needs Qubes R4.3: it is set up in an override for one qube, which "
                            + (host.release() == null
                                    ? "other releases ignore silently, and the release of this host is not known."
                                    : host.releaseText() + " ignores silently.")
                            + " Choose replace.");
        }
    }

    private void checkQube(String field, Optional<QubeName> netvm, QubeName name) {
        if (!seen.add(name)) {
            violations.add(
                    field,
                    name + " is attached to this bridge twice, which gives it two cards on one LAN."
                            + " Take one of the two out.");
        }
        if (netvm.isPresent() && netvm.get().equals(name)) {
            violations.add(
                    field, name + " is the net qube that holds the bridge, and is on it already. Attach another qube.");
            return;
        }
        if (name.isDom0()) {
            violations.add(field, "dom0 has no network, and must have none. Attach another qube.");
            return;
        }
        Optional<Qube> qube = known.qube(name);
        if (qube.isEmpty()) {
            violations.add(
                    field,
                    known.synced()
                            ? "There is no qube " + name
                                    + " in the inventory. Choose one that there is, or synchronise."
                            : "The host's qubes are not known yet. Synchronise the inventory first.");
        } else if (qube.get().isTemplate()) {
            violations.add(
                    field,
                    name + " is a template: what is attached to it spreads to the qubes made from it."
                            + " Attach one of these instead.");
        } else if (qube.get().qubeClass().equals("AdminVM")) {
            violations.add(field, name + " administers a host and has no network. Attach another qube.");
        }
    }

    private void checkOthers(String field, QubeName name) {
        for (BridgeProfile other : others) {
            boolean replaced = other.attachments().stream()
                    .anyMatch(attachment -> attachment.qube().equals(name) && attachment.mode() == Mode.REPLACE);
            if (replaced) {
                violations.add(
                        field,
                        name + " has one card of its own, and “" + other.name() + "” puts that on its bridge."
                                + " Take it out there first"
                                + (known.host().offersSecondCard() ? ", or choose additional." : "."));
            }
        }
    }
}
