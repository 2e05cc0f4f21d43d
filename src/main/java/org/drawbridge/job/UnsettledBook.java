package org.drawbridge.job;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps which profiles count as applied no more since a job put the packages back that they had changed. */
final class UnsettledBook {

    private final JdbcClient jdbc;

    UnsettledBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void note(long profile, long job, Instant at) {
        jdbc.sql("insert into unsettled_profile (profile, job, at) values (:profile, :job, :at)")
                .param("profile", profile)
                .param("job", job)
                .param("at", JobStore.stored(at))
                .update();
    }

    /** The last such job. */
    Optional<Unsettled> last(long profile) {
        return jdbc.sql("select job, at from unsettled_profile where profile = :profile order by job desc limit 1")
                .param("profile", profile)
                .query((row, number) -> new Unsettled(
                        row.getLong("job"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
