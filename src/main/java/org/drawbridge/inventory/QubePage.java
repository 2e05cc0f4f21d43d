package org.drawbridge.inventory;

import java.util.List;

/**
 * One page of a list of qubes.
 *
 * @param content the qubes on it
 * @param page which page, from 0
 * @param size how many a page has at most
 * @param total how many qubes there are on all pages
 */
public record QubePage(List<Qube> content, int page, int size, long total) {

    public QubePage {
        content = List.copyOf(content);
    }

    /** How many pages there are, at least one. */
    public int pages() {
        return (int) Math.max(1, (total + size - 1) / size);
    }
}
