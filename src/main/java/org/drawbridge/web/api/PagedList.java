package org.drawbridge.web.api;

import java.util.List;

/**
 * One page of a list.
 *
 * @param content its entries
 * @param page its number, from 0
 * @param size how many entries a page has at most
 * @param total how many entries there are on all pages
 */
public record PagedList<T>(List<T> content, int page, int size, long total) {

    private static final int LARGEST = 500;

    public PagedList {
        content = List.copyOf(content);
    }

    /** The size of page that is served where so many were asked for. */
    public static int sizeOf(int asked) {
        return Math.clamp(asked, 1, LARGEST);
    }

    /** The page that is served where this one was asked for. */
    public static int pageOf(int asked) {
        return Math.max(0, asked);
    }
}
