package org.drawbridge.web.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drawbridge.profile.ProfileInput;
import org.drawbridge.profile.ProfileInput.AddressInput;
import org.drawbridge.profile.ProfileInput.AttachmentInput;
import org.drawbridge.profile.ProfileInput.UplinkInput;

/**
 * The form of a profile, as a page shows it and a browser sends it back.
 *
 * @param uplink the card that is ticked, or {@value #OTHER}
 * @param otherUplink the card that is written down, for {@value #OTHER}
 * @param version the version that is edited, or the empty text for a new profile
 */
record BridgeForm(
        String name,
        String netvm,
        String bridge,
        String uplink,
        String otherUplink,
        AddressFields address,
        boolean stp,
        String hardening,
        List<AttachmentFields> attachments,
        String version) {

    /** The choice of a card that is not in the list. */
    static final String OTHER = "other";

    /** More rows than that are not read. */
    private static final int ROWS = 100;

    BridgeForm {
        attachments = List.copyOf(attachments);
    }

    static BridgeForm of(ProfileInput input, String version) {
        String card = input.uplink().mac() + input.uplink().interfaceName();
        return new BridgeForm(
                input.name(),
                input.netvm(),
                input.bridge(),
                card,
                card,
                AddressFields.of(input.address()),
                input.stp(),
                input.hardening(),
                input.attachments().stream().map(AttachmentFields::of).toList(),
                version);
    }

    static BridgeForm read(Map<String, String> sent) {
        List<AttachmentFields> attachments = IntStream.range(0, ROWS)
                .mapToObj(index -> "attachments[" + index + "].")
                .takeWhile(prefix -> sent.containsKey(prefix + "qube"))
                .map(prefix -> AttachmentFields.read(sent, prefix))
                .toList();
        return new BridgeForm(
                sent.getOrDefault("name", ""),
                sent.getOrDefault("netvm", ""),
                sent.getOrDefault("bridge", ""),
                sent.getOrDefault("uplink", ""),
                sent.getOrDefault("otherUplink", ""),
                AddressFields.read(sent, "address."),
                sent.containsKey("stp"),
                sent.getOrDefault("hardening", ""),
                attachments,
                sent.getOrDefault("version", ""));
    }

    /** The fields of the same form by name, to be carried over by another page. */
    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("netvm", netvm);
        fields.put("bridge", bridge);
        fields.put("uplink", uplink);
        fields.put("otherUplink", otherUplink);
        fields.put("hardening", hardening);
        if (stp) {
            fields.put("stp", "true");
        }
        address.write(fields, "address.");
        for (int index = 0; index < attachments.size(); index++) {
            attachments.get(index).write(fields, "attachments[" + index + "].");
        }
        return fields;
    }

    /** What is to be judged: a fixed address that is hidden behind DHCP is forgotten, an empty row too. */
    ProfileInput input() {
        return new ProfileInput(
                name,
                netvm,
                bridge,
                uplinkInput(),
                address.input(),
                stp,
                hardening,
                attachments.stream().map(AttachmentFields::input).toList());
    }

    BridgeForm withAttachment(AttachmentFields added) {
        return with(Stream.concat(attachments.stream(), Stream.of(added)).toList());
    }

    BridgeForm without(int index) {
        List<AttachmentFields> left = new ArrayList<>(attachments);
        if (index >= 0 && index < left.size()) {
            left.remove(index);
        }
        return with(left);
    }

    private BridgeForm with(List<AttachmentFields> changed) {
        return new BridgeForm(name, netvm, bridge, uplink, otherUplink, address, stp, hardening, changed, version);
    }

    private UplinkInput uplinkInput() {
        String card = uplink.equals(OTHER) ? otherUplink.strip() : uplink;
        return card.contains(":") ? new UplinkInput(card, "") : new UplinkInput("", card);
    }

    /** An address in the form. */
    record AddressFields(String method, String cidr, String gateway, String dns) {

        static final AddressFields DHCP = new AddressFields("dhcp", "", "", "");

        static AddressFields of(AddressInput address) {
            return new AddressFields(
                    address.method(), address.cidr(), address.gateway(), String.join(", ", address.dns()));
        }

        static AddressFields read(Map<String, String> sent, String prefix) {
            return new AddressFields(
                    sent.getOrDefault(prefix + "method", "dhcp"),
                    sent.getOrDefault(prefix + "cidr", ""),
                    sent.getOrDefault(prefix + "gateway", ""),
                    sent.getOrDefault(prefix + "dns", ""));
        }

        void write(Map<String, String> fields, String prefix) {
            fields.put(prefix + "method", method);
            fields.put(prefix + "cidr", cidr);
            fields.put(prefix + "gateway", gateway);
            fields.put(prefix + "dns", dns);
        }

        AddressInput input() {
            if (method.equals("dhcp")) {
                return AddressInput.DHCP;
            }
            List<String> servers = Arrays.stream(dns.split("[,\\s]+"))
                    .filter(server -> !server.isEmpty())
                    .toList();
            return new AddressInput(method, cidr, gateway, servers);
        }
    }

    /** A row of the attached qubes. */
    record AttachmentFields(String qube, String mode, AddressFields address) {

        static final AttachmentFields EMPTY = new AttachmentFields("", "replace", AddressFields.DHCP);

        static AttachmentFields of(AttachmentInput attachment) {
            return new AttachmentFields(attachment.qube(), attachment.mode(), AddressFields.of(attachment.address()));
        }

        static AttachmentFields read(Map<String, String> sent, String prefix) {
            return new AttachmentFields(
                    sent.getOrDefault(prefix + "qube", ""),
                    sent.getOrDefault(prefix + "mode", "replace"),
                    AddressFields.read(sent, prefix + "address."));
        }

        void write(Map<String, String> fields, String prefix) {
            fields.put(prefix + "qube", qube);
            fields.put(prefix + "mode", mode);
            address.write(fields, prefix + "address.");
        }

        AttachmentInput input() {
            return new AttachmentInput(qube, mode, address.input());
        }
    }
}
