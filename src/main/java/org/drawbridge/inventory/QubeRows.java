package org.drawbridge.inventory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** Turns rows of the inventory's table into qubes and back. */
final class QubeRows {

    private QubeRows() {}

    /** The columns of a list, without the large texts. */
    static Qube qube(ResultSet row, int number) throws SQLException {
        return new Qube(
                QubeName.of(row.getString("name")),
                row.getString("class"),
                row.getString("label"),
                row.getString("state"),
                optional(row.getString("template"), QubeName::of),
                optional(row.getString("netvm"), QubeName::of),
                optional(row.getString("ip"), Ipv4Address::of),
                optional(row.getString("mac"), MacAddress::of),
                row.getBoolean("provides_network"),
                row.getInt("xid"),
                row.getString("virt_mode"),
                bridges(row.getString("bridges")));
    }

    static Mirrored mirrored(ResultSet row, int number) throws SQLException {
        Qube qube = qube(row, number);
        QubeReport report = new QubeReport(
                qube.name(),
                qube.qubeClass(),
                qube.label(),
                qube.state(),
                qube.template(),
                qube.netvm(),
                qube.ip(),
                qube.mac(),
                qube.providesNetwork(),
                qube.xid(),
                qube.virtMode(),
                InventoryJson.properties(row.getString("properties")),
                InventoryJson.features(row.getString("features")));
        return new Mirrored(
                report,
                InventoryJson.links(row.getString("links")),
                instant(row, "uplinks_seen_at"),
                qube.bridges(),
                requiredInstant(row, "first_seen_at"));
    }

    static MapSqlParameterSource parameters(Mirrored qube) {
        QubeReport report = qube.report();
        Ipv4Address ip = report.ip();
        return new MapSqlParameterSource()
                .addValue("name", report.name().value())
                .addValue("class", report.qubeClass())
                .addValue("label", report.label())
                .addValue("state", report.state())
                .addValue("template", text(report.template()))
                .addValue("netvm", text(report.netvm()))
                .addValue("ip", text(ip))
                .addValue("ip_bits", ip == null ? null : ip.bits())
                .addValue("mac", text(report.mac()))
                .addValue("provides_network", report.providesNetwork())
                .addValue("xid", report.xid())
                .addValue("virt_mode", report.virtMode())
                .addValue("bridges", joined(qube.bridges()))
                .addValue("properties", InventoryJson.write(report.properties()))
                .addValue("features", InventoryJson.write(report.features()))
                .addValue("links", InventoryJson.write(qube.links()))
                .addValue("uplinks_seen_at", time(qube.uplinksSeenAt()))
                .addValue("first_seen_at", time(qube.firstSeenAt()));
    }

    static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static Instant requiredInstant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<InterfaceName> bridges(String text) {
        return Arrays.stream(text.split(" "))
                .filter(name -> !name.isEmpty())
                .map(InterfaceName::of)
                .toList();
    }

    private static String joined(List<InterfaceName> names) {
        return names.stream().map(InterfaceName::value).collect(Collectors.joining(" "));
    }

    private static <T> @Nullable T optional(@Nullable String text, Function<String, T> of) {
        return text == null ? null : of.apply(text);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
