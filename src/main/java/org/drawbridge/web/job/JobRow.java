package org.drawbridge.web.job;

import java.time.Instant;
import org.drawbridge.job.JobView;

/** One job as a row of a list. */
public record JobRow(long id, String purpose, String mark, String state, String by, Instant createdAt) {

    public static JobRow of(JobView job) {
        return new JobRow(
                job.id(),
                JobWords.purpose(job),
                JobWords.mark(job.state()),
                job.closedAt() == null ? JobWords.word(job.state()) : "closed",
                job.by(),
                job.createdAt());
    }
}
