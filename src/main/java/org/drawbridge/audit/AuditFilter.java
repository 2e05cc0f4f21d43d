package org.drawbridge.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are wanted; what is null or empty does not matter.
 *
 * @param actor the user's name
 * @param action a whole action such as {@code plan.create}, or its object such as {@code plan}
 * @param subject a whole subject such as {@code profile:3}, or its kind such as {@code profile}
 * @param since not before
 * @param until before
 * @param page from 0
 * @param size entries a page, 1 to 500
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String subject,
        @Nullable Instant since,
        @Nullable Instant until,
        int page,
        int size) {

    /** How many entries a page has where nothing is said. */
    public static final int USUAL_SIZE = 50;

    /** How many it may have. */
    public static final int LARGEST_SIZE = 500;

    public AuditFilter {
        page = Math.max(0, page);
        size = Math.clamp(size, 1, LARGEST_SIZE);
    }

    /** Everything about one object, newest first. */
    public static AuditFilter about(String subject, int size) {
        return new AuditFilter(null, null, subject, null, null, 0, size);
    }
}
