package org.drawbridge.profile;

import java.util.List;
import java.util.Locale;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.MacAddress;
import org.drawbridge.profile.BridgeProfile.Addressing;

/**
 * A profile as it was put in: raw texts, the empty text where nothing was said.
 *
 * @param name the profile's name
 * @param netvm the net qube that is to get the bridge
 * @param bridge the bridge's name
 * @param uplink the card that is to become its port
 * @param address the net qube's own address on it
 * @param stp whether the bridge takes part in the spanning tree
 * @param hardening {@code hardened} or {@code seed}; hardened where nothing is said
 * @param attachments the qubes on it
 */
public record ProfileInput(
        String name,
        String netvm,
        String bridge,
        UplinkInput uplink,
        AddressInput address,
        boolean stp,
        String hardening,
        List<AttachmentInput> attachments) {

    public ProfileInput {
        attachments = List.copyOf(attachments);
    }

    /** A form that nobody has filled in yet. */
    public static ProfileInput empty() {
        return new ProfileInput("", "", "", UplinkInput.NONE, AddressInput.DHCP, false, "hardened", List.of());
    }

    /** What would have to be put in to get that profile. */
    public static ProfileInput of(BridgeProfile profile) {
        return new ProfileInput(
                profile.name(),
                profile.netvm().value(),
                profile.bridge().value(),
                new UplinkInput(
                        profile.uplink().mac().map(MacAddress::value).orElse(""),
                        profile.uplink()
                                .interfaceName()
                                .map(InterfaceName::value)
                                .orElse("")),
                AddressInput.of(profile.address()),
                profile.stp(),
                profile.hardening().name().toLowerCase(Locale.ROOT),
                profile.attachments().stream().map(AttachmentInput::of).toList());
    }

    /** A card by its MAC address or by its name; one of both is to be empty. */
    public record UplinkInput(String mac, String interfaceName) {
        /** Nothing chosen. */
        public static final UplinkInput NONE = new UplinkInput("", "");
    }

    /**
     * How an interface is to get its address.
     *
     * @param method {@code dhcp} or {@code static}; dhcp where nothing is said
     * @param cidr the address with its prefix length
     * @param gateway the way to other networks
     * @param dns the name servers
     */
    public record AddressInput(String method, String cidr, String gateway, List<String> dns) {
        /** From a server on the LAN. */
        public static final AddressInput DHCP = new AddressInput("dhcp", "", "", List.of());

        public AddressInput {
            dns = List.copyOf(dns);
        }

        static AddressInput of(Addressing address) {
            return switch (address) {
                case Addressing.Dhcp dhcp -> DHCP;
                case Addressing.Static fixed ->
                    new AddressInput(
                            "static",
                            fixed.cidr().toString(),
                            fixed.gateway().map(Ipv4Address::value).orElse(""),
                            fixed.dns().stream().map(Ipv4Address::value).toList());
            };
        }
    }

    /**
     * A qube that is to be attached.
     *
     * @param qube its name
     * @param mode {@code replace} or {@code additional}; replace where nothing is said
     * @param address how it is to get its address on the bridge
     */
    public record AttachmentInput(String qube, String mode, AddressInput address) {
        static AttachmentInput of(BridgeProfile.Attachment attachment) {
            return new AttachmentInput(
                    attachment.qube().value(),
                    attachment.mode().name().toLowerCase(Locale.ROOT),
                    AddressInput.of(attachment.address()));
        }
    }
}
