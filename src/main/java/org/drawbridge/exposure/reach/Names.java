package org.drawbridge.exposure.reach;

import java.util.List;

/** Says many names in few words. */
final class Names {

    private static final int NAMED = 2;

    private Names() {}

    /** {@code a}, {@code a and b}, {@code a, b and c}, {@code a, b and 9 more}. */
    static String list(List<String> parts) {
        int more = parts.size() - NAMED;
        return switch (parts.size()) {
            case 0 -> "";
            case 1 -> parts.getFirst();
            case 2 -> parts.getFirst() + " and " + parts.getLast();
            default ->
                String.join(", ", parts.subList(0, NAMED)) + " and " + (more == 1 ? parts.getLast() : more + " more");
        };
    }
}
