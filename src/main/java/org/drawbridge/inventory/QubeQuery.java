package org.drawbridge.inventory;

import java.util.Arrays;
import java.util.Optional;

/**
 * Which qubes, in which order, and which part of them; an empty text filters nothing.
 *
 * @param search a part of the name, the IP or the MAC address, upper and lower case alike
 * @param qubeClass the class, such as {@code AppVM}
 * @param netvm who gives network; {@code -} for the qubes without network
 * @param state Qubes' word, such as {@code Running}
 * @param bridged only those on a bridge, only the others, or nothing for all
 * @param sort the column
 * @param descending from the end
 * @param page from 0
 * @param size 1–{@value #SIZE_LIMIT}
 */
public record QubeQuery(
        String search,
        String qubeClass,
        String netvm,
        String state,
        Optional<Boolean> bridged,
        Sort sort,
        boolean descending,
        int page,
        int size) {

    /** The most qubes on one page. */
    public static final int SIZE_LIMIT = 500;

    /** The word for {@code netvm} that asks for the qubes without network. */
    public static final String NO_NETVM = "-";

    public QubeQuery {
        page = Math.max(0, page);
        size = Math.clamp(size, 1, SIZE_LIMIT);
    }

    /** All qubes by name, from the first. */
    public static QubeQuery all(int size) {
        return new QubeQuery("", "", "", "", Optional.empty(), Sort.NAME, false, 0, size);
    }

    /** The columns that the list can be ordered by. */
    public enum Sort {
        NAME("name", "name"),
        CLASS("class", "class"),
        LABEL("label", "label"),
        STATE("state", "state"),
        TEMPLATE("template", "template"),
        NETVM("netvm", "netvm"),
        IP("ip", "ip_bits"),
        MAC("mac", "mac"),
        BRIDGES("bridges", "bridges");

        private final String label;
        private final String column;

        Sort(String label, String column) {
            this.label = label;
            this.column = column;
        }

        /** The word in an address. */
        public String label() {
            return label;
        }

        String column() {
            return column;
        }

        /** The column of that word, or nothing for another one. */
        public static Optional<Sort> ofLabel(String label) {
            return Arrays.stream(values())
                    .filter(sort -> sort.label.equals(label))
                    .findFirst();
        }
    }
}
