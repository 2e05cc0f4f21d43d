package org.drawbridge.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes an entry as JSON in the one form of RFC 8785, so that everyone who hashes it hashes the same bytes. */
final class CanonicalForm {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private CanonicalForm() {}

    /** What is hashed. */
    static String withoutHash(AuditEntry entry) {
        return object(members(entry));
    }

    /** A line of the JSON Lines export. */
    static String whole(AuditEntry entry) {
        SortedMap<String, String> members = members(entry);
        members.put("hash", text(entry.hash()));
        return object(members);
    }

    static String detail(Map<String, String> detail) {
        SortedMap<String, String> members = new TreeMap<>();
        detail.forEach((name, value) -> members.put(name, text(value)));
        return object(members);
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    private static SortedMap<String, String> members(AuditEntry entry) {
        SortedMap<String, String> members = new TreeMap<>();
        members.put("seq", Long.toString(entry.seq()));
        members.put("at", text(time(entry.at())));
        members.put("actor", text(entry.actor()));
        members.put("via", text(entry.via()));
        members.put("action", text(entry.action()));
        members.put("subject", text(entry.subject()));
        members.put("outcome", text(entry.outcome()));
        members.put("detail", detail(entry.detail()));
        members.put("previous", text(entry.previous()));
        return members;
    }

    private static String object(SortedMap<String, String> members) {
        StringBuilder json = new StringBuilder("{");
        members.forEach((name, value) -> {
            if (json.length() > 1) {
                json.append(',');
            }
            json.append(text(name)).append(':').append(value);
        });
        return json.append('}').toString();
    }

    private static String text(String value) {
        StringBuilder json = new StringBuilder(value.length() + 2).append('"');
        for (int at = 0; at < value.length(); at++) {
            char c = value.charAt(at);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> {
                    if (c < ' ') {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
