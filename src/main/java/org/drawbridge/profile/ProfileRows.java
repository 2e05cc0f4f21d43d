package org.drawbridge.profile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.drawbridge.profile.BridgeProfile.Addressing;
import org.drawbridge.profile.BridgeProfile.Applied;
import org.drawbridge.profile.BridgeProfile.Attachment;
import org.drawbridge.profile.BridgeProfile.Hardening;
import org.drawbridge.profile.BridgeProfile.Mode;
import org.drawbridge.profile.BridgeProfile.Uplink;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** Turns rows of the profiles' tables into values and back. */
final class ProfileRows {

    private ProfileRows() {}

    static BridgeProfile profile(ResultSet row, List<Attachment> attachments) throws SQLException {
        return new BridgeProfile(
                row.getLong("id"),
                row.getString("name"),
                QubeName.of(row.getString("netvm")),
                BridgeName.of(row.getString("bridge")),
                new Uplink(
                        Optional.ofNullable(row.getString("uplink_mac")).map(MacAddress::of),
                        Optional.ofNullable(row.getString("uplink_interface")).map(InterfaceName::of)),
                addressing(row),
                row.getBoolean("stp"),
                Hardening.valueOf(upper(row.getString("hardening"))),
                attachments,
                row.getLong("version"),
                applied(row));
    }

    static Attachment attachment(ResultSet row) throws SQLException {
        return new Attachment(
                QubeName.of(row.getString("qube")), Mode.valueOf(upper(row.getString("mode"))), addressing(row));
    }

    static MapSqlParameterSource parameters(BridgeProfile profile) {
        MapSqlParameterSource values = new MapSqlParameterSource()
                .addValue("id", profile.id())
                .addValue("name", profile.name())
                .addValue("netvm", profile.netvm().value())
                .addValue("bridge", profile.bridge().value())
                .addValue(
                        "uplink_mac",
                        profile.uplink().mac().map(MacAddress::value).orElse(null))
                .addValue(
                        "uplink_interface",
                        profile.uplink()
                                .interfaceName()
                                .map(InterfaceName::value)
                                .orElse(null))
                .addValue("stp", profile.stp())
                .addValue("hardening", lower(profile.hardening()))
                .addValue("version", profile.version());
        return address(values, profile.address());
    }

    static MapSqlParameterSource parameters(long profile, int position, Attachment attachment) {
        MapSqlParameterSource values = new MapSqlParameterSource()
                .addValue("profile", profile)
                .addValue("position", position)
                .addValue("qube", attachment.qube().value())
                .addValue("mode", lower(attachment.mode()));
        return address(values, attachment.address());
    }

    private static MapSqlParameterSource address(MapSqlParameterSource values, Addressing address) {
        return switch (address) {
            case Addressing.Dhcp dhcp ->
                values.addValue("address_cidr", null)
                        .addValue("address_gateway", null)
                        .addValue("address_dns", null);
            case Addressing.Static fixed ->
                values.addValue("address_cidr", fixed.cidr().toString())
                        .addValue(
                                "address_gateway",
                                fixed.gateway().map(Ipv4Address::value).orElse(null))
                        .addValue(
                                "address_dns",
                                fixed.dns().stream().map(Ipv4Address::value).collect(Collectors.joining(" ")));
        };
    }

    /** An interface without a fixed address gets it from DHCP. */
    private static Addressing addressing(ResultSet row) throws SQLException {
        @Nullable String cidr = row.getString("address_cidr");
        if (cidr == null) {
            return new Addressing.Dhcp();
        }
        return new Addressing.Static(
                Cidr.of(cidr),
                Optional.ofNullable(row.getString("address_gateway")).map(Ipv4Address::of),
                Arrays.stream(row.getString("address_dns").split(" "))
                        .filter(server -> !server.isEmpty())
                        .map(Ipv4Address::of)
                        .toList());
    }

    private static Optional<Applied> applied(ResultSet row) throws SQLException {
        long job = row.getLong("applied_job");
        if (row.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(new Applied(
                job,
                row.getLong("applied_version"),
                Optional.ofNullable(row.getObject("applied_until", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)));
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
