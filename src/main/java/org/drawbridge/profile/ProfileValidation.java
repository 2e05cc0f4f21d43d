package org.drawbridge.profile;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drawbridge.inventory.Qube;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.QubeName;
import org.drawbridge.profile.BridgeProfile.Addressing;
import org.drawbridge.profile.BridgeProfile.Applied;
import org.drawbridge.profile.BridgeProfile.Attachment;
import org.drawbridge.profile.BridgeProfile.Hardening;
import org.drawbridge.profile.BridgeProfile.Uplink;

/** Makes a profile of an input, or tells all the reasons why it cannot be one. */
final class ProfileValidation {

    private static final int NAME_LIMIT = 64;

    private final KnownHost known;
    private final List<BridgeProfile> others;

    /**
     * Judges by what is known.
     *
     * @param others every profile but the one that is edited
     */
    ProfileValidation(KnownHost known, List<BridgeProfile> others) {
        this.known = known;
        this.others = List.copyOf(others);
    }

    /**
     * The profile that was meant.
     *
     * @throws InvalidProfileException with all that is wrong
     */
    BridgeProfile validate(ProfileInput input, long id, long version, Optional<Applied> applied) {
        Violations violations = new Violations();
        AddressValidation addresses = new AddressValidation(violations);
        String name = name(violations, input.name());
        Optional<QubeName> netvm = netvm(violations, input.netvm().strip());
        Optional<BridgeName> bridge = bridge(violations, netvm, input.bridge().strip());
        Optional<Uplink> uplink = new UplinkValidation(violations, known, others).validate(netvm, input.uplink());
        Optional<Addressing> address = addresses.validate("address", "the net qube", input.address());
        Optional<Hardening> hardening = hardening(violations, input.hardening().strip());
        List<Attachment> attachments =
                new AttachmentValidation(violations, known, others, addresses).validate(netvm, input.attachments());
        violations.throwIfAny();
        return new BridgeProfile(
                id,
                name,
                netvm.orElseThrow(),
                bridge.orElseThrow(),
                uplink.orElseThrow(),
                address.orElseThrow(),
                input.stp(),
                hardening.orElseThrow(),
                attachments,
                version,
                applied);
    }

    private String name(Violations violations, String text) {
        String name = text.strip();
        int length = name.codePointCount(0, name.length());
        if (length == 0) {
            violations.add("name", "The name is missing. Write 1 to " + NAME_LIMIT + " characters.");
        } else if (length > NAME_LIMIT) {
            violations.add("name", "The name has " + length + " characters. Shorten it to " + NAME_LIMIT + " or less.");
        }
        if (name.codePoints().anyMatch(ProfileValidation::isInvisible)) {
            violations.add("name", "The name has characters that cannot be seen, such as line breaks. Take them out.");
        }
        for (BridgeProfile other : others) {
            if (other.name().equalsIgnoreCase(name)) {
                violations.add("name", "There is a profile “" + other.name() + "” already. Choose another name.");
            }
        }
        return name;
    }

    private static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private Optional<QubeName> netvm(Violations violations, String text) {
        if (text.isEmpty()) {
            violations.add("netvm", "It is not said which net qube gets the bridge. Choose one.");
            return Optional.empty();
        }
        Optional<QubeName> name = violations.parse("netvm", text, QubeName::of);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Qube> qube = known.qube(name.get());
        if (qube.isEmpty()) {
            violations.add(
                    "netvm",
                    known.synced()
                            ? "There is no qube " + text + " in the inventory. " + choices()
                            : "The host's qubes are not known yet. Synchronise the inventory first.");
            return Optional.empty();
        }
        if (!qube.get().providesNetwork()) {
            violations.add(
                    "netvm",
                    text + " provides no network (provides_network is off), so it cannot hold a bridge. " + choices());
            return Optional.empty();
        }
        return name;
    }

    private String choices() {
        String names =
                known.netQubes().keySet().stream().sorted().map(QubeName::value).collect(Collectors.joining(", "));
        return names.isEmpty() ? "Synchronise the inventory." : "Choose one of: " + names + ".";
    }

    private Optional<BridgeName> bridge(Violations violations, Optional<QubeName> netvm, String text) {
        if (text.isEmpty()) {
            violations.add("bridge", "The bridge's name is missing. Use br or bridge and a number, such as bridge0.");
            return Optional.empty();
        }
        Optional<BridgeName> name = violations.parse("bridge", text, BridgeName::of);
        for (BridgeProfile other : others) {
            if (netvm.filter(other.netvm()::equals).isPresent()
                    && name.filter(other.bridge()::equals).isPresent()) {
                violations.add(
                        "bridge",
                        "“" + other.name() + "” has a bridge " + text + " in " + other.netvm()
                                + " already. Choose another number.");
            }
        }
        return name;
    }

    private static Optional<Hardening> hardening(Violations violations, String text) {
        return switch (text) {
            case "", "hardened" -> Optional.of(Hardening.HARDENED);
            case "seed" -> Optional.of(Hardening.SEED);
            default -> {
                violations.add(
                        "hardening",
                        "The rules keep routed qubes shielded, or are the seed's own. Choose hardened or seed.");
                yield Optional.empty();
            }
        };
    }
}
