package org.drawbridge.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a script is let in with.
 *
 * @param prefix its first characters, to tell tokens apart; the rest is known to its owner only
 * @param expiresAt null if it does not expire
 */
public record ApiToken(
        long id,
        String name,
        String prefix,
        Role role,
        Instant createdAt,
        String createdBy,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    /** Whether it lets in at that moment. */
    public boolean worksAt(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
