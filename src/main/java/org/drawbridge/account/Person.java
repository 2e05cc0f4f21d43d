package org.drawbridge.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user of the console.
 *
 * @param version rises with every change of password, role or permission; a session that began with another one is over
 */
public record Person(
        long id,
        String name,
        Role role,
        boolean enabled,
        long version,
        Instant createdAt,
        @Nullable Instant lastLoginAt) {}
