package org.drawbridge.audit;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drawbridge.name.Sha256;

/**
 * One link of the chain.
 *
 * <p>The hash is the SHA-256 of the entry's canonical form: the entry without {@code hash} as a JSON object in the form of
 * RFC 8785 (members sorted by name, no white space, only those escapes that JSON asks for), in UTF-8. {@code jq -cSj
 * 'del(.hash)'} prints it from a line of the JSON Lines export.
 *
 * @param seq 1 for the first entry, and one more for each that follows
 * @param at when, to the millisecond; in the canonical form always with three digits after the point, and {@code Z}
 * @param actor the user's name, or {@code system}
 * @param via {@code console}, {@code api}, {@code cli} or {@code system}
 * @param action what, as {@code object.verb}
 * @param subject on which object, as {@code kind:name}
 * @param outcome {@code intent}, {@code success}, {@code failure} or {@code denied}
 * @param detail what else matters, by name
 * @param previous the hash of the entry before, or 64 zeros for the first
 * @param hash this entry's own hash
 */
public record AuditEntry(
        long seq,

        @JsonFormat(pattern = "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", timezone = "UTC")
        Instant at,

        String actor,
        String via,
        String action,
        String subject,
        String outcome,
        SortedMap<String, String> detail,
        String previous,
        String hash) {

    /** What the first entry names as the hash before it. */
    public static final String START = "0".repeat(64);

    public AuditEntry {
        SortedMap<String, String> sorted = new TreeMap<>();
        sorted.putAll(detail);
        detail = Collections.unmodifiableSortedMap(sorted);
    }

    /** The same entry with the hash that belongs to it. */
    AuditEntry sealed() {
        return new AuditEntry(seq, at, actor, via, action, subject, outcome, detail, previous, ownHash());
    }

    String ownHash() {
        return Sha256.of(CanonicalForm.withoutHash(this)).hex();
    }
}
