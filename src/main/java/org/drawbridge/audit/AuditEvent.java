package org.drawbridge.audit;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something to be recorded.
 *
 * @param actor who, and through what
 * @param action what, as {@code object.verb}, such as {@code plan.create} or {@code job.step}
 * @param subject on which object, such as {@code profile:3} or {@code qube:work}
 * @param outcome how it stands
 * @param detail what else matters by name, such as {@code before}, {@code after}, {@code reason}; never a secret
 */
public record AuditEvent(
        Actor actor, String action, String subject, Outcome outcome, SortedMap<String, String> detail) {

    public AuditEvent {
        detail = Collections.unmodifiableSortedMap(new TreeMap<>(detail));
    }

    public static AuditEvent of(Actor actor, String action, String subject, Outcome outcome) {
        return new AuditEvent(actor, action, subject, outcome, new TreeMap<>());
    }

    /** The same with one more detail. */
    public AuditEvent with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(detail);
        more.put(name, value);
        return new AuditEvent(actor, action, subject, outcome, more);
    }

    /** How an action stands when the entry is written. */
    public enum Outcome {
        /** About to begin; the entry that tells its end follows. */
        INTENT,
        SUCCESS,
        FAILURE,
        /** Not allowed, and not begun. */
        DENIED;

        /** As it stands in the log: in lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
