package org.drawbridge.host.lab;

import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;

/** Tells of the lab's qubes what the tools of the release would tell. */
final class QubeReports {

    private final PropertyTable table;

    QubeReports(PropertyTable table) {
        this.table = table;
    }

    QubeReport report(World world, String qube) {
        QubeNotes notes = world.qube(qube);
        NavigableMap<String, PropertyValue> properties = properties(world, qube);
        return new QubeReport(
                QubeName.of(qube),
                notes.qubeClass,
                notes.properties.getOrDefault("label", ""),
                (world.isRunning(qube) ? PowerState.RUNNING : PowerState.HALTED).word(),
                Facts.template(world, qube).map(QubeName::of).orElse(null),
                Facts.netvm(world, qube).map(QubeName::of).orElse(null),
                parsed(Facts.ip(world, qube), Ipv4Address::of),
                notes.isDom0() ? null : parsed(Facts.mac(world, qube), MacAddress::of),
                Facts.providesNetwork(world, qube),
                notes.isDom0() ? 0 : Facts.xid(world, qube),
                virtMode(world, notes),
                properties,
                notes.features);
    }

    private NavigableMap<String, PropertyValue> properties(World world, String qube) {
        NavigableMap<String, PropertyValue> values = new TreeMap<>();
        for (PropertyTable.Row row : table.of(world.qube(qube).qubeClass)) {
            if (row.type() != PropertyTable.Type.BRIDGE || world.knowsBridges()) {
                values.put(row.name(), value(world, qube, row));
            }
        }
        return values;
    }

    private static PropertyValue value(World world, String qube, PropertyTable.Row row) {
        QubeNotes notes = world.qube(qube);
        String set = notes.properties.get(row.name());
        if (set != null) {
            return new PropertyValue(set, false);
        }
        return switch (row.fallback()) {
            case "@name" -> new PropertyValue(qube, notes.isDom0());
            case "@qid" -> new PropertyValue(Integer.toString(notes.qid), notes.isDom0());
            case "@uuid" -> new PropertyValue(Facts.uuid(qube), notes.isDom0());
            default -> new PropertyValue(fallback(world, qube, row), true);
        };
    }

    private static String fallback(World world, String qube, PropertyTable.Row row) {
        QubeNotes notes = world.qube(qube);
        return switch (row.fallback()) {
            case "@klass" -> notes.qubeClass;
            case "@netvm" -> Facts.defaultNetvm(world, notes);
            case "@ip" -> Facts.ip(world, qube);
            case "@mac" -> Facts.mac(world, qube);
            case "@dns" -> Facts.dns(world, qube);
            case "@gateway" -> Facts.gateway(world, qube);
            case "@netmask" -> Facts.ip(world, qube).isEmpty() ? "" : "255.255.255.255";
            case "@xid" -> Integer.toString(Facts.xid(world, qube));
            case "@updateable" -> notes.ownsRoot() || notes.isDom0() ? "True" : "False";
            case "@icon" -> notes.qubeClass.toLowerCase(Locale.ROOT) + "-" + notes.properties.get("label");
            default -> row.fallback().startsWith("@") ? "" : row.fallback();
        };
    }

    private static String virtMode(World world, QubeNotes notes) {
        if (notes.isDom0()) {
            return "";
        }
        return world.release() == Release.R2B2 ? "pv" : notes.properties.getOrDefault("virt_mode", "pvh");
    }

    private static <T> @Nullable T parsed(String text, Function<String, T> parser) {
        return Optional.of(text).filter(value -> !value.isEmpty()).map(parser).orElse(null);
    }
}
