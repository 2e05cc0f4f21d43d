package org.drawbridge.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link CanonicalForm} wrote, and takes nothing else: a text that would be written otherwise was edited. */
final class CanonicalParser {

    private final JsonMapper json = JsonMapper.builder().build();

    /** The entry, or null where the line is not one. */
    @Nullable
    AuditEntry entry(String line) {
        try {
            JsonNode node = json.readTree(line);
            @Nullable SortedMap<String, String> detail = members(node.path("detail"));
            if (detail == null) {
                return null;
            }
            AuditEntry entry = new AuditEntry(
                    node.path("seq").asLong(0),
                    Instant.parse(text(node, "at")),
                    text(node, "actor"),
                    text(node, "via"),
                    text(node, "action"),
                    text(node, "subject"),
                    text(node, "outcome"),
                    detail,
                    text(node, "previous"),
                    text(node, "hash"));
            return CanonicalForm.whole(entry).equals(line) ? entry : null;
        } catch (JacksonException | DateTimeException malformed) {
            return null;
        }
    }

    /** The details, or null where the text is not in their form. */
    @Nullable
    SortedMap<String, String> detail(String text) {
        try {
            @Nullable SortedMap<String, String> detail = members(json.readTree(text));
            return detail != null && CanonicalForm.detail(detail).equals(text) ? detail : null;
        } catch (JacksonException malformed) {
            return null;
        }
    }

    private static @Nullable SortedMap<String, String> members(JsonNode node) {
        if (!node.isObject()) {
            return null;
        }
        SortedMap<String, String> members = new TreeMap<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            members.put(member.getKey(), member.getValue().asString(""));
        }
        return members;
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
