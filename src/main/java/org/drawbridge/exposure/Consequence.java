package org.drawbridge.exposure;

import java.util.List;

/**
 * Something that a change brings about and that no single rule says.
 *
 * @param code a stable word for scripts
 * @param protectionLost whether something that protected before does not any more, which wants its own tick
 * @param qubes the qubes that it is about
 * @param sentence the same for people
 */
public record Consequence(String code, boolean protectionLost, List<String> qubes, String sentence) {
    public Consequence {
        qubes = List.copyOf(qubes);
    }
}
