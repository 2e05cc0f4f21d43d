package org.drawbridge.host;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;

/**
 * What a host tells of one qube; words of newer releases (class, label, state, properties) are carried as they are.
 *
 * @param name its name
 * @param qubeClass {@code AdminVM}, {@code TemplateVM}, {@code AppVM}, {@code StandaloneVM}, {@code DispVM}, or another word
 * @param label the colour's name
 * @param state Qubes' word, such as {@code Running} or {@code Halted}
 * @param template the template it is based on, or the disposable template of a disposable
 * @param netvm who gives it network, or null
 * @param ip its address behind its net qube, or null
 * @param mac its own MAC address, or null for dom0
 * @param providesNetwork whether others may hang on it
 * @param xid Xen's number of the running domain, or -1
 * @param virtMode {@code pvh}, {@code hvm}, {@code pv}, or empty
 * @param properties every property by name
 * @param features every feature by name, {@code service.*} among them
 */
public record QubeReport(
        QubeName name,
        String qubeClass,
        String label,
        String state,
        @Nullable QubeName template,
        @Nullable QubeName netvm,
        @Nullable Ipv4Address ip,
        @Nullable MacAddress mac,
        boolean providesNetwork,
        int xid,
        String virtMode,
        SortedMap<String, PropertyValue> properties,
        SortedMap<String, String> features) {

    public QubeReport {
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
        features = Collections.unmodifiableSortedMap(new TreeMap<>(features));
    }

    public PowerState power() {
        return PowerState.ofWord(state);
    }

    public Optional<PropertyValue> property(String property) {
        return Optional.ofNullable(properties.get(property));
    }

    public Optional<String> feature(String feature) {
        return Optional.ofNullable(features.get(feature));
    }
}
