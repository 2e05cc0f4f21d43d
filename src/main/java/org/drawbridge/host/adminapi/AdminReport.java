package org.drawbridge.host.adminapi;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.drawbridge.host.HostException;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;

/** Puts together what several calls told of one qube. */
final class AdminReport {

    private final QubeName name;
    private final SortedMap<String, AdminProperty> properties;

    private AdminReport(QubeName name, SortedMap<String, AdminProperty> properties) {
        this.name = name;
        this.properties = properties;
    }

    static QubeReport of(
            AdminQube qube, SortedMap<String, AdminProperty> properties, SortedMap<String, String> features) {
        AdminReport told = new AdminReport(qube.name(), properties);
        boolean dom0 = qube.name().isDom0();
        SortedMap<String, PropertyValue> values = new TreeMap<>();
        properties.forEach(
                (name, property) -> values.put(name, new PropertyValue(property.value(), property.isDefault())));
        return new QubeReport(
                qube.name(),
                qube.qubeClass(),
                told.text("label"),
                qube.state(),
                told.qube("template"),
                told.qube("netvm"),
                told.tolerant("ip", Ipv4Address::of),
                dom0 ? null : told.tolerant("mac", MacAddress::of),
                told.text("provides_network").equals("True"),
                dom0 ? 0 : told.xid(),
                told.text("virt_mode"),
                values,
                features);
    }

    private String text(String property) {
        return Optional.ofNullable(properties.get(property))
                .map(AdminProperty::value)
                .orElse("");
    }

    private @Nullable QubeName qube(String property) {
        String value = text(property);
        try {
            return value.isEmpty() ? null : QubeName.of(value);
        } catch (InvalidNameException exception) {
            throw new HostException.BadAnswer(
                    "qubesd says that the " + property + " of " + name + " is what cannot be a qube: "
                            + exception.getMessage() + " Check that the socket really is qubesd's.");
        }
    }

    /** A form of a newer release is carried among the properties and is no reason to know nothing of the qube. */
    private <T> @Nullable T tolerant(String property, Function<String, T> parser) {
        try {
            return text(property).isEmpty() ? null : parser.apply(text(property));
        } catch (InvalidNameException exception) {
            return null;
        }
    }

    private int xid() {
        String value = text("xid");
        return value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
    }
}
