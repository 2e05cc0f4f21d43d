package org.drawbridge.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The host's row in the database: which job holds it, and which engine works on that job right now.
 *
 * <p>Every transaction that changes a job begins with {@link #hold()} or {@link #guard(Lease)}, so that two consoles take
 * turns. All calls belong into a transaction.
 */
final class HostLock {

    static final Duration LEASE = Duration.ofSeconds(15);

    private static final String HOST = "host";

    private final JdbcClient jdbc;

    private final Clock clock;

    private final EngineName self;

    /**
     * @param clock the time by which leases end: the database's, where several consoles share it
     */
    HostLock(JdbcClient jdbc, Clock clock, EngineName self) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.self = self;
    }

    /**
     * Who has the host.
     *
     * @param job the job that holds it, or null
     * @param holder the engine at work, or null
     * @param fence rises whenever the engine changes
     * @param until when the engine's lease ends, or null
     */
    record Standing(
            @Nullable Long job,
            @Nullable String holder,
            long fence,
            @Nullable Instant until) {

        boolean isHeldBy(long other) {
            return job != null && job == other;
        }
    }

    /** Locks the row until the transaction ends. */
    Standing hold() {
        return read(" for update");
    }

    /** Who has the host, without waiting for anybody. */
    Standing look() {
        return read("");
    }

    private Standing read(String suffix) {
        return jdbc.sql("select job, holder, fence, lease_until from host_lock where name = :name" + suffix)
                .param("name", HOST)
                .query(HostLock::standing)
                .single();
    }

    /** Gives the host to a job and the work to this engine; the caller has looked that both are free. */
    Lease claim(long job) {
        Standing standing = hold();
        if (standing.job() != null && !standing.isHeldBy(job)) {
            throw new HostBusyException(standing.job(), "Job " + standing.job() + " holds the host.");
        }
        long fence = standing.fence() + 1;
        jdbc.sql("update host_lock set job = :job, holder = :holder, fence = :fence, lease_until = :until"
                        + " where name = :name")
                .param("job", job)
                .param("holder", self.text())
                .param("fence", fence)
                .param("until", leaseEnd())
                .param("name", HOST)
                .update();
        return new Lease(job, self.text(), fence);
    }

    /** Whether nobody works on the job that holds the host: nobody began, the lease ran out, or the engine's process is gone. */
    boolean isAbandoned(Standing standing) {
        String holder = standing.holder();
        Instant until = standing.until();
        if (holder == null || until == null) {
            return true;
        }
        return !until.isAfter(clock.instant()) || EngineName.parse(holder).isSurelyGone(self);
    }

    /** Makes sure that the lease still holds, prolongs it, and keeps all others waiting until the transaction ends. */
    void guard(Lease lease) {
        int rows = jdbc.sql("update host_lock set lease_until = :until"
                        + " where name = :name and job = :job and holder = :holder and fence = :fence")
                .param("until", leaseEnd())
                .param("name", HOST)
                .param("job", lease.job())
                .param("holder", lease.holder())
                .param("fence", lease.fence())
                .update();
        if (rows != 1) {
            throw new LeaseLostException(lease);
        }
    }

    /** Ends this engine's work; the job keeps the host. */
    void rest(Lease lease) {
        guard(lease);
        jdbc.sql("update host_lock set holder = null, lease_until = null where name = :name")
                .param("name", HOST)
                .update();
    }

    /** Lets the next job at the host; without effect where another job holds it. */
    void free(long job) {
        jdbc.sql("update host_lock set job = null, holder = null, lease_until = null where name = :name and job = :job")
                .param("name", HOST)
                .param("job", job)
                .update();
    }

    private OffsetDateTime leaseEnd() {
        return clock.instant().plus(LEASE).atOffset(ZoneOffset.UTC);
    }

    private static Standing standing(ResultSet row, int number) throws SQLException {
        OffsetDateTime until = row.getObject("lease_until", OffsetDateTime.class);
        return new Standing(
                row.getObject("job", Long.class),
                row.getString("holder"),
                row.getLong("fence"),
                until == null ? null : until.toInstant());
    }
}
