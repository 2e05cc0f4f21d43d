package org.drawbridge.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.plan.Plan;
import org.drawbridge.profile.BridgeProfile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;

/** Keeps the jobs' own rows; a change of state counts only from the state that the caller saw. */
final class JobStore {

    private static final String SELECT = "select * from job ";

    private static final String LATEST_FIRST = " order by id desc limit :size offset :offset";

    private final JdbcClient jdbc;

    JobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long add(
            Plan plan,
            Duration confirmWithin,
            @Nullable Instant keepUntil,
            Actor actor,
            Instant now,
            Optional<BridgeProfile.Applied> appliedBefore) {
        KeyHolder keys = new GeneratedKeyHolder();
        jdbc.sql("insert into job (kind, state, plan, profile, profile_name, actor_name, actor_via, actor_request,"
                        + " confirm_within_ms, keep_until, created_at, cause, applied_before_job, applied_before_version,"
                        + " applied_before_until) values (:kind, :state, :plan, :profile, :profileName, :name, :via,"
                        + " :request, :within, :keepUntil, :now, '', :beforeJob, :beforeVersion, :beforeUntil)")
                .param("kind", JobKind.of(plan.kind()).word())
                .param("state", JobState.QUEUED.word())
                .param("plan", plan.id())
                .param("profile", plan.profileId())
                .param("profileName", plan.profileName())
                .param("name", actor.name())
                .param("via", actor.via())
                .param("request", actor.request())
                .param("within", confirmWithin.toMillis())
                .param("keepUntil", keepUntil == null ? null : stored(keepUntil))
                .param("now", stored(now))
                .param(
                        "beforeJob",
                        appliedBefore.map(BridgeProfile.Applied::job).orElse(null))
                .param(
                        "beforeVersion",
                        appliedBefore.map(BridgeProfile.Applied::version).orElse(null))
                .param(
                        "beforeUntil",
                        appliedBefore
                                .flatMap(BridgeProfile.Applied::until)
                                .map(JobStore::stored)
                                .orElse(null))
                .update(keys, "id");
        return Objects.requireNonNull(keys.getKeyAs(Long.class));
    }

    Optional<Job> find(long id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(JobStore::job)
                .optional();
    }

    Job get(long id) {
        return find(id).orElseThrow(() -> new UnknownJobException(id));
    }

    List<Job> page(int size, long offset) {
        return jdbc.sql(SELECT + LATEST_FIRST)
                .param("size", size)
                .param("offset", offset)
                .query(JobStore::job)
                .list();
    }

    List<Job> ofPlan(UUID plan) {
        return jdbc.sql(SELECT + "where plan = :plan order by id")
                .param("plan", plan)
                .query(JobStore::job)
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from job").query(Long.class).single();
    }

    List<Job> inState(JobState state) {
        return jdbc.sql(SELECT + "where state = :state order by id")
                .param("state", state.word())
                .query(JobStore::job)
                .list();
    }

    /** Goes over to another state; false where the job was not in the first one any more. */
    boolean become(long id, JobState from, JobState to) {
        if (!from.canBecome(to)) {
            throw new IllegalArgumentException("A job never goes from " + from.word() + " to " + to.word() + ".");
        }
        return jdbc.sql("update job set state = :to where id = :id and state = :from and closed_at is null")
                        .param("to", to.word())
                        .param("id", id)
                        .param("from", from.word())
                        .update()
                == 1;
    }

    void startedAt(long id, Instant at) {
        stamp(id, "started_at", at);
    }

    void endedAt(long id, @Nullable Instant at) {
        stamp(id, "ended_at", at);
    }

    void confirmBy(long id, @Nullable Instant at) {
        stamp(id, "confirm_by", at);
    }

    void keepUntil(long id, @Nullable Instant until) {
        stamp(id, "keep_until", until);
    }

    /** The kept jobs whose time is over. */
    List<Job> timeIsOver(Instant now) {
        return jdbc.sql(SELECT + "where state = 'confirmed' and keep_until <= :now order by id desc")
                .param("now", stored(now))
                .query(JobStore::job)
                .list();
    }

    /** The kept jobs of a profile that have a time, but for one. */
    List<Job> timed(long profile, long but) {
        return jdbc.sql(SELECT + "where state = 'confirmed' and keep_until is not null and profile = :profile"
                        + " and id <> :but order by id")
                .param("profile", profile)
                .param("but", but)
                .query(JobStore::job)
                .list();
    }

    void confirmedAt(long id, Instant at) {
        stamp(id, "confirmed_at", at);
    }

    /** Gives up on a failed job; false where it was given up before. */
    boolean close(long id, Instant at) {
        return jdbc.sql("update job set closed_at = :at where id = :id and state = 'failed' and closed_at is null")
                        .param("at", stored(at))
                        .param("id", id)
                        .update()
                == 1;
    }

    void cause(long id, String cause) {
        jdbc.sql("update job set cause = :cause where id = :id")
                .param("cause", Bounded.text(cause, 2000))
                .param("id", id)
                .update();
    }

    /** The first later job that holds something that this one changed too and has not gone back. */
    Optional<Long> laterOnTheSame(long id) {
        return jdbc.sql("select min(later.id) from job later join job_step theirs on theirs.job = later.id"
                        + " join job_step mine on mine.artifact = theirs.artifact where mine.job = :id and later.id > :id"
                        + " and mine.artifact <> '' and mine.artifact not like 'power:%'"
                        + " and theirs.state <> 'pending' and theirs.state <> 'reverted' and later.state <> 'reverted'")
                .param("id", id)
                .query(Long.class)
                .optional();
    }

    private void stamp(long id, String column, @Nullable Instant at) {
        jdbc.sql("update job set " + column + " = :at where id = :id")
                .param("at", at == null ? null : stored(at))
                .param("id", id)
                .update();
    }

    static OffsetDateTime stored(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static Job job(ResultSet row, int number) throws SQLException {
        Long beforeJob = row.getObject("applied_before_job", Long.class);
        Optional<BridgeProfile.Applied> before = beforeJob == null
                ? Optional.empty()
                : Optional.of(new BridgeProfile.Applied(
                        beforeJob,
                        row.getLong("applied_before_version"),
                        Optional.ofNullable(instant(row, "applied_before_until"))));
        return new Job(
                row.getLong("id"),
                JobKind.ofWord(row.getString("kind")),
                JobState.ofWord(row.getString("state")),
                row.getObject("plan", UUID.class),
                row.getLong("profile"),
                row.getString("profile_name"),
                new Actor(row.getString("actor_name"), row.getString("actor_via"), row.getString("actor_request")),
                Duration.ofMillis(row.getLong("confirm_within_ms")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                instant(row, "confirm_by"),
                instant(row, "confirmed_at"),
                instant(row, "closed_at"),
                instant(row, "keep_until"),
                row.getString("cause"),
                before);
    }
}
