package org.drawbridge.plan;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of plans, the newest first.
 *
 * @param page counted from 0
 * @param size the most rows a page has
 * @param total how many plans there are
 */
public record PlanPage(List<Row> content, int page, int size, long total) {

    public PlanPage {
        content = List.copyOf(content);
    }

    /**
     * One plan.
     *
     * @param begunAt when a job made the first change by it, or null
     * @param finishedAt when a job had done all of it, or null
     * @param undoneAt when all of it was taken back, or null
     */
    public record Row(
            UUID id,
            long profile,
            String profileName,
            Plan.Kind kind,
            boolean applicable,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant begunAt,
            @Nullable Instant finishedAt,
            @Nullable Instant undoneAt) {}
}
