package org.drawbridge.host.lab;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.drawbridge.host.Release;

/**
 * The properties that qubes have on a release, as {@code admin.vm.property.GetAll} of its daemon lists them, and for R2B2 as
 * {@code qvm-prefs} does.
 */
final class PropertyTable {

    private final List<Row> rows;
    private final Map<String, List<Row>> byClass = new ConcurrentHashMap<>();

    PropertyTable(Release release) {
        this.rows = StockText.rows(release, "properties.txt").stream()
                .map(row -> new Row(row.get(0), Type.of(row.get(1)), row.get(2).equals("rw"), row.get(3), row.get(4)))
                .toList();
    }

    List<Row> of(String qubeClass) {
        return byClass.computeIfAbsent(
                qubeClass, key -> rows.stream().filter(row -> row.concerns(key)).toList());
    }

    Optional<Row> find(String qubeClass, String property) {
        return of(qubeClass).stream().filter(row -> row.name().equals(property)).findFirst();
    }

    /** What values a property takes. */
    enum Type {
        BOOL,
        INT,
        STR,
        VM,
        LABEL,
        MAC,
        IP,
        BRIDGE;

        static Type of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A property.
     *
     * @param classes the classes that have it: all ({@code *}), all but one ({@code -AdminVM}), or a list
     * @param fallback the default; where it begins with {@code @} it is worked out
     */
    record Row(String name, Type type, boolean writable, String classes, String fallback) {

        boolean concerns(String qubeClass) {
            if (classes.equals("*")) {
                return true;
            }
            return classes.startsWith("-")
                    ? !classes.substring(1).equals(qubeClass)
                    : List.of(classes.split(",", -1)).contains(qubeClass);
        }
    }
}
