package org.drawbridge.web.inventory;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.drawbridge.inventory.QubeQuery;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Which qubes the list shows and in which order, as it stands in the page's address.
 *
 * @param search a part of the name or address
 * @param qubeClass the class, or empty
 * @param netvm the net qube, {@code -} for none, or empty
 * @param state Qubes' word, or empty
 * @param bridged {@code yes}, {@code no}, or empty
 * @param order the column, with a minus sign before it from the end
 * @param page from 0
 */
record QubeFilter(String search, String qubeClass, String netvm, String state, String bridged, String order, int page) {

    private static final int SIZE = 50;

    QubeQuery query() {
        boolean descending = order.startsWith("-");
        return new QubeQuery(
                search,
                qubeClass,
                netvm,
                state,
                bridged.isEmpty() ? Optional.empty() : Optional.of(bridged.equals("yes")),
                QubeQuery.Sort.ofLabel(descending ? order.substring(1) : order).orElse(QubeQuery.Sort.NAME),
                descending,
                page,
                SIZE);
    }

    /** Whether anything is left out. */
    public boolean filters() {
        return !(search + qubeClass + netvm + state + bridged).isBlank();
    }

    /** The address of the same list, to be ended with an order. */
    public String sortAddress() {
        String address = filtered();
        return address + (address.contains("?") ? "&" : "?") + "sort=";
    }

    /** The address of the same list in the same order, to be ended with a page. */
    public String pageAddress() {
        return sortAddress() + UriUtils.encode(order, StandardCharsets.UTF_8) + "&page=";
    }

    private String filtered() {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/qubes");
        add(address, "search", search);
        add(address, "class", qubeClass);
        add(address, "netvm", netvm);
        add(address, "state", state);
        add(address, "bridged", bridged);
        return address.build(true).toUriString();
    }

    private static void add(UriComponentsBuilder address, String name, String value) {
        if (!value.isBlank()) {
            address.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8));
        }
    }
}
