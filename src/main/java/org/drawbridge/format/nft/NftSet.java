package org.drawbridge.format.nft;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A set or map of a table.
 *
 * @param map whether it is a map
 * @param name its name
 * @param properties its lines before the elements, as {@code type ipv4_addr} or {@code flags interval}
 * @param elements what is in it
 */
public record NftSet(boolean map, String name, List<String> properties, List<NftValue.Element> elements)
        implements NftEntry {

    public NftSet {
        properties = List.copyOf(properties);
        elements = List.copyOf(elements);
    }

    @Override
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add((map ? "map " : "set ") + name + " {");
        properties.forEach(each -> lines.add("\t" + each));
        if (!elements.isEmpty()) {
            lines.add(elements.stream()
                    .map(NftValue.Element::text)
                    .collect(Collectors.joining(", ", "\telements = { ", " }")));
        }
        lines.add("}");
        return lines;
    }
}
