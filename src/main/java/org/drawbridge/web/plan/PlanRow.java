package org.drawbridge.web.plan;

import java.time.Instant;
import java.util.UUID;
import org.drawbridge.plan.PlanPage;

/** A plan in the list of plans, with how it stands as a mark and in words. */
record PlanRow(UUID id, String shortId, String profile, String purpose, Instant createdAt, String mark, String state) {

    static PlanRow of(PlanPage.Row row, Instant now) {
        String[] standing = standing(row, now);
        return new PlanRow(
                row.id(),
                PlanView.shortId(row.id()),
                row.profileName(),
                switch (row.kind()) {
                    case APPLY -> "raising it";
                    case REMOVE -> "taking it away";
                    case RESTORE -> "putting stock packages back";
                },
                row.createdAt(),
                standing[0],
                standing[1]);
    }

    private static String[] standing(PlanPage.Row row, Instant now) {
        if (row.undoneAt() != null) {
            return new String[] {"note", "applied and taken back"};
        }
        if (row.finishedAt() != null) {
            return new String[] {"done", "applied"};
        }
        if (row.begunAt() != null) {
            return new String[] {"running", "begun"};
        }
        if (!row.applicable()) {
            return new String[] {"note", "nothing to apply"};
        }
        return now.isBefore(row.expiresAt())
                ? new String[] {"waiting", "ready for review"}
                : new String[] {"note", "expired"};
    }
}
