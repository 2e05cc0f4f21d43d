package org.drawbridge.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.drawbridge.host.Link;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.host.QubeReport;
import org.jspecify.annotations.Nullable;

/** Tells what is different between two states of one qube, in words and an order for people. */
final class QubeComparison {

    /** Numbers of one run of a qube: they are new at every start, and the state tells that already. */
    private static final Set<String> OF_ONE_RUN = Set.of("xid", "stubdom_xid", "start_time");

    /** What the report carries besides its properties, under the property's name. */
    private static final Map<String, Function<QubeReport, @Nullable Object>> CARRIED = new TreeMap<>(Map.of(
            "ip", QubeReport::ip,
            "klass", QubeReport::qubeClass,
            "label", QubeReport::label,
            "mac", QubeReport::mac,
            "netvm", QubeReport::netvm,
            "provides_network", QubeReport::providesNetwork,
            "template", QubeReport::template,
            "virt_mode", QubeReport::virtMode));

    private static final int LONGEST = 300;

    private final List<QubeChange.Detail> details = new ArrayList<>();

    private QubeComparison() {}

    static List<QubeChange.Detail> between(Mirrored before, Mirrored after) {
        QubeComparison comparison = new QubeComparison();
        comparison.compare(before, after);
        return comparison.details;
    }

    private void compare(Mirrored before, Mirrored after) {
        add("state", before.report().state(), after.report().state());
        compareAll("", properties(before.report()), properties(after.report()));
        compareAll("feature ", before.report().features(), after.report().features());
        compareAll("card ", cards(before), cards(after));
        add("bridges", names(before), names(after));
    }

    private void compareAll(String prefix, SortedMap<String, String> before, SortedMap<String, String> after) {
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            add(prefix + name, before.getOrDefault(name, ""), after.getOrDefault(name, ""));
        }
    }

    private void add(String what, String before, String after) {
        if (!before.equals(after)) {
            details.add(new QubeChange.Detail(what, bounded(before), bounded(after)));
        }
    }

    private static SortedMap<String, String> properties(QubeReport report) {
        SortedMap<String, String> texts = new TreeMap<>();
        CARRIED.forEach((name, value) -> texts.put(name, Objects.toString(value.apply(report), "")));
        report.properties().forEach((name, value) -> {
            if (!OF_ONE_RUN.contains(name)) {
                texts.put(name, text(value));
            }
        });
        return texts;
    }

    private static String text(PropertyValue value) {
        String shown = value.value().isEmpty() ? "none" : value.value();
        return value.isDefault() ? shown + " (default)" : shown;
    }

    private static SortedMap<String, String> cards(Mirrored qube) {
        return qube.links().stream()
                .filter(Link::isUplink)
                .collect(Collectors.toMap(
                        link -> link.name().value(),
                        link -> Objects.toString(link.mac(), "no address") + (link.wireless() ? ", wireless" : ""),
                        (first, second) -> first,
                        TreeMap::new));
    }

    private static String names(Mirrored qube) {
        return qube.bridges().stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
