package org.drawbridge.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.profile.BridgeProfile;
import org.jspecify.annotations.Nullable;

/**
 * A job's own row.
 *
 * @param keepUntil until when it stays on the host once it is kept, or null for as long as nobody takes it away
 * @param appliedBefore what of its profile was on the host before it began
 */
record Job(
        long id,
        JobKind kind,
        JobState state,
        UUID plan,
        long profile,
        String profileName,
        Actor actor,
        Duration confirmWithin,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant confirmBy,
        @Nullable Instant confirmedAt,
        @Nullable Instant closedAt,
        @Nullable Instant keepUntil,
        String cause,
        Optional<BridgeProfile.Applied> appliedBefore) {

    /** The name under which the audit knows it. */
    String subject() {
        return "job:" + id;
    }
}
