package org.drawbridge.inventory;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import org.drawbridge.host.Link;
import org.drawbridge.host.PropertyValue;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads the structured texts of the store; equal content gives equal text. */
final class InventoryJson {

    // Link tells more about itself (isBridge …) than it is made of.
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultVisibility(visibility -> visibility.withIsGetterVisibility(Visibility.NONE))
            .build();

    private InventoryJson() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static SortedMap<String, PropertyValue> properties(String text) {
        return MAPPER.readValue(text, new TypeReference<SortedMap<String, PropertyValue>>() {});
    }

    static SortedMap<String, String> features(String text) {
        return MAPPER.readValue(text, new TypeReference<SortedMap<String, String>>() {});
    }

    static List<Link> links(String text) {
        return List.copyOf(MAPPER.readValue(text, new TypeReference<Collection<Link>>() {}));
    }

    static List<QubeChange.Detail> details(String text) {
        return List.copyOf(MAPPER.readValue(text, new TypeReference<Collection<QubeChange.Detail>>() {}));
    }
}
