package org.drawbridge.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.BridgeProfile.Addressing;
import org.jspecify.annotations.Nullable;

/** A bridge profile as the API tells it; {@code id} and {@code applied} are passed over where they are sent. */
record ProfileBody(
        long id,
        String name,
        QubeName netvm,
        BridgeName bridge,
        UplinkBody uplink,
        AddressBody address,
        boolean stp,
        String hardening,
        List<AttachmentBody> attachments,
        long version,
        @Nullable AppliedBody applied) {

    static ProfileBody of(BridgeProfile profile) {
        return new ProfileBody(
                profile.id(),
                profile.name(),
                profile.netvm(),
                profile.bridge(),
                new UplinkBody(
                        profile.uplink().mac().orElse(null),
                        profile.uplink().interfaceName().orElse(null)),
                AddressBody.of(profile.address()),
                profile.stp(),
                word(profile.hardening()),
                profile.attachments().stream().map(AttachmentBody::of).toList(),
                profile.version(),
                profile.applied().map(AppliedBody::of).orElse(null));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** A card by one of both. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UplinkBody(
            @Nullable MacAddress mac,
            @JsonProperty("interface") @Nullable InterfaceName interfaceName) {}

    /** An address; the rest is empty with {@code dhcp}. */
    record AddressBody(
            String method, @Nullable Cidr cidr, @Nullable Ipv4Address gateway, List<Ipv4Address> dns) {

        static AddressBody of(Addressing address) {
            return switch (address) {
                case Addressing.Dhcp dhcp -> new AddressBody("dhcp", null, null, List.of());
                case Addressing.Static fixed ->
                    new AddressBody("static", fixed.cidr(), fixed.gateway().orElse(null), fixed.dns());
            };
        }
    }

    /** A qube on the bridge. */
    record AttachmentBody(QubeName qube, String mode, AddressBody address) {

        static AttachmentBody of(BridgeProfile.Attachment attachment) {
            return new AttachmentBody(attachment.qube(), word(attachment.mode()), AddressBody.of(attachment.address()));
        }
    }

    /** What of it is on the host. */
    record AppliedBody(long job, long version, @Nullable Instant until) {

        static AppliedBody of(BridgeProfile.Applied applied) {
            return new AppliedBody(
                    applied.job(), applied.version(), applied.until().orElse(null));
        }
    }
}
