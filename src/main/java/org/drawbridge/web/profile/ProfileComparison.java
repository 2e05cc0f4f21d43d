package org.drawbridge.web.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.drawbridge.profile.ProfileInput;
import org.drawbridge.profile.ProfileInput.AddressInput;
import org.drawbridge.profile.ProfileInput.AttachmentInput;

/** Two states of a profile side by side, field by field. */
final class ProfileComparison {

    private ProfileComparison() {}

    /**
     * One field of both.
     *
     * @param field its name for people
     * @param one what the first says
     * @param other what the second says
     */
    record Row(String field, String one, String other) {
        public boolean differs() {
            return !one.equals(other);
        }
    }

    /** Every field, in the order of the form. */
    static List<Row> of(ProfileInput one, ProfileInput other) {
        return List.of(
                new Row("Name", one.name(), other.name()),
                new Row("Net qube", one.netvm(), other.netvm()),
                new Row("Bridge", one.bridge(), other.bridge()),
                new Row("Uplink", uplink(one), uplink(other)),
                new Row("Address", address(one.address()), address(other.address())),
                new Row("Spanning tree", onOff(one.stp()), onOff(other.stp())),
                new Row("Rules", one.hardening(), other.hardening()),
                new Row("Qubes", attachments(one), attachments(other)));
    }

    /** What the second says otherwise than the first, a sentence each. */
    static List<String> changes(ProfileInput before, ProfileInput after) {
        List<String> changes = new ArrayList<>();
        for (Row row : of(before, after)) {
            if (row.differs()) {
                changes.add(row.field() + ": " + row.one() + " → " + row.other());
            }
        }
        return changes;
    }

    static String address(AddressInput address) {
        if (!address.method().equals("static")) {
            return "DHCP";
        }
        StringBuilder text = new StringBuilder(address.cidr());
        if (!address.gateway().isEmpty()) {
            text.append(" via ").append(address.gateway());
        }
        if (!address.dns().isEmpty()) {
            text.append(", DNS ").append(String.join(" ", address.dns()));
        }
        return text.toString();
    }

    private static String uplink(ProfileInput input) {
        return input.uplink().mac() + input.uplink().interfaceName();
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private static String attachments(ProfileInput input) {
        return input.attachments().isEmpty()
                ? "none"
                : input.attachments().stream()
                        .map(ProfileComparison::attachment)
                        .collect(Collectors.joining("; "));
    }

    private static String attachment(AttachmentInput attachment) {
        String card = attachment.mode().equals("additional") ? " (second card)" : "";
        return attachment.qube() + card + " by " + address(attachment.address());
    }
}
