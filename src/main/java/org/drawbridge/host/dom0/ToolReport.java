package org.drawbridge.host.dom0;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.host.PropertyValue;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;

/** Puts together what R2B2's tools tell of one qube: a row of {@code qvm-ls}, and the lines of {@code qvm-prefs -l}. */
final class ToolReport {

    private static final Pattern PREF = Pattern.compile("([A-Za-z][A-Za-z0-9_? ]*?) *: ?(.*)");
    private static final Pattern MARKED = Pattern.compile("(.*) \\((?:default|auto)\\)");
    private static final Set<String> NETWORK = Set.of("NetVM", "ProxyVM");
    private static final String NO_NUMBER = "-";

    private final QubeTable.Row row;
    private final SortedMap<String, PropertyValue> properties = new TreeMap<>();

    private ToolReport(QubeTable.Row row, List<String> prefs) {
        this.row = row;
        prefs.forEach(this::take);
        properties.put("name", new PropertyValue(row.qube().value(), false));
        properties.put("label", new PropertyValue(row.cell("label"), false));
        properties.put("netvm", netvm());
        properties.put("qid", new PropertyValue(row.cell("qid"), true));
        properties.put("xid", new PropertyValue(Integer.toString(xid()), true));
        properties.put("ip", new PropertyValue(address(), true));
    }

    static QubeReport of(QubeTable.Row row, List<String> prefs) {
        return new ToolReport(row, prefs).report();
    }

    private QubeReport report() {
        boolean dom0 = row.qube().isDom0();
        if (dom0) {
            properties.keySet().removeAll(Set.of("netvm", "ip"));
        }
        return new QubeReport(
                row.qube(),
                qubeClass(),
                row.cell("label"),
                row.cell("state"),
                tolerant(text("template"), QubeName::of),
                tolerant(text("netvm"), QubeName::of),
                dom0 ? null : tolerant(address(), Ipv4Address::of),
                dom0 ? null : tolerant(text("mac").toLowerCase(Locale.ROOT), MacAddress::of),
                NETWORK.contains(text("type")) && !dom0,
                dom0 ? 0 : xid(),
                dom0 ? "" : text("type").equals("HVM") ? "hvm" : "pv",
                properties,
                new TreeMap<>());
    }

    /** Since R4 a qube with a root of its own has a class of its own; here it is one without a template. */
    private String qubeClass() {
        if (row.qube().isDom0()) {
            return "AdminVM";
        }
        String type = text("type");
        boolean ownsRoot = text("template").isEmpty();
        return ownsRoot && (type.equals("AppVM") || type.equals("HVM")) ? "StandaloneVM" : type;
    }

    private void take(String line) {
        Matcher pref = PREF.matcher(line);
        if (!pref.matches()) {
            return;
        }
        String name = pref.group(1).toLowerCase(Locale.ROOT).replace("?", "").replace(' ', '_');
        Matcher marked = MARKED.matcher(pref.group(2));
        properties.put(
                name,
                marked.matches() ? new PropertyValue(marked.group(1), true) : new PropertyValue(pref.group(2), false));
    }

    /** The table marks a net qube that is only the host's default with a star. */
    private PropertyValue netvm() {
        String cell = row.cell("netvm");
        if (cell.equals(NO_NUMBER) || cell.equals("n/a")) {
            return new PropertyValue("", false);
        }
        return cell.startsWith("*") ? new PropertyValue(cell.substring(1), true) : new PropertyValue(cell, false);
    }

    private String address() {
        String cell = row.cell("ip");
        return cell.equals(NO_NUMBER) || cell.equals("None") ? "" : cell;
    }

    private int xid() {
        String cell = row.cell("xid");
        return cell.matches("[0-9]{1,9}") ? Integer.parseInt(cell) : -1;
    }

    private String text(String property) {
        return Optional.ofNullable(properties.get(property))
                .map(PropertyValue::value)
                .orElse("");
    }

    private static <T> @Nullable T tolerant(String text, Function<String, T> parser) {
        try {
            return text.isEmpty() ? null : parser.apply(text);
        } catch (InvalidNameException exception) {
            return null;
        }
    }
}
