package org.drawbridge.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.drawbridge.plan.blueprint.FileMemory;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where plans are kept, whole, with what became of them. */
@Component
final class PlanTable {

    private static final String ROW =
            "select id, profile, profile_name, kind, applicable, created_at, expires_at, begun_at, finished_at, undone_at from plan";

    private final JdbcClient jdbc;

    private final PlanJson json;

    PlanTable(JdbcClient jdbc, PlanJson json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void add(Plan plan) {
        jdbc.sql("""
                        insert into plan (id, profile, profile_name, kind, applicable, digest, created_at, expires_at, document)
                        values (:id, :profile, :name, :kind, :applicable, :digest, :created, :expires, :document)
                        """)
                .param("id", plan.id())
                .param("profile", plan.profileId())
                .param("name", plan.profileName())
                .param("kind", plan.kind().name())
                .param("applicable", plan.applicable())
                .param("digest", plan.digest())
                .param("created", at(plan.createdAt()))
                .param("expires", at(plan.expiresAt()))
                .param("document", json.write(plan))
                .update();
    }

    Optional<Plan> find(UUID id) {
        return jdbc.sql("select document from plan where id = :id")
                .param("id", id)
                .query((result, row) -> json.read(result.getString("document")))
                .optional();
    }

    /** The plans of a profile that changed the host and still stand, the oldest first. */
    List<Plan> standing(long profile) {
        return jdbc.sql("""
                        select document from plan
                        where profile = :profile and begun_at is not null and undone_at is null
                          and (kind = 'APPLY' or finished_at is not null)
                        order by begun_at, created_at
                        """)
                .param("profile", profile)
                .query((result, row) -> json.read(result.getString("document")))
                .list();
    }

    /** The plans of all profiles that changed the host and still stand, by profile, the oldest first. */
    SortedMap<Long, List<Plan>> standing() {
        SortedMap<Long, List<Plan>> standing = new TreeMap<>();
        jdbc.sql("select distinct profile from plan where begun_at is not null and undone_at is null")
                .query(Long.class)
                .list()
                .forEach(profile -> standing.put(profile, standing(profile)));
        return standing;
    }

    /** The plans of all profiles that changed the host and still stand, in the order in which jobs began with them. */
    List<Begun> standingInOrder() {
        return jdbc.sql("""
                        select document, begun_at from plan
                        where begun_at is not null and undone_at is null and (kind = 'APPLY' or finished_at is not null)
                        order by begun_at, created_at
                        """)
                .query((result, row) -> new Begun(
                        json.read(result.getString("document")),
                        result.getTimestamp("begun_at").toInstant()))
                .list();
    }

    /** A plan and when a job began with it. */
    record Begun(Plan plan, Instant at) {}

    /** What the plans of all profiles made of files, taken back or not. */
    FileMemory memory() {
        record Event(Instant at, Plan plan, boolean undone) {}
        List<Event> events = new ArrayList<>();
        jdbc.sql("select document, begun_at, undone_at from plan where begun_at is not null order by begun_at")
                .query(result -> {
                    Plan plan = json.read(result.getString("document"));
                    events.add(new Event(result.getTimestamp("begun_at").toInstant(), plan, false));
                    Instant undone = instant(result.getTimestamp("undone_at"));
                    if (undone != null) {
                        events.add(new Event(undone, plan, true));
                    }
                });
        events.sort(Comparator.comparing(Event::at));
        FileMemory memory = new FileMemory();
        for (Event event : events) {
            if (event.undone()) {
                memory.undone(event.plan());
            } else {
                memory.done(event.plan());
            }
        }
        return memory;
    }

    /** Writes down when something became of a plan; the first time counts. */
    boolean mark(UUID id, Mark mark, Instant when) {
        return jdbc.sql("update plan set " + mark.column + " = :at where id = :id and " + mark.column + " is null")
                        .param("at", at(when))
                        .param("id", id)
                        .update()
                == 1;
    }

    PlanPage page(int page, int size) {
        long total = jdbc.sql("select count(*) from plan where kind <> 'RESTORE'")
                .query(Long.class)
                .single();
        List<PlanPage.Row> rows = jdbc.sql(
                        ROW + " where kind <> 'RESTORE' order by created_at desc, id limit :size offset :offset")
                .param("size", size)
                .param("offset", (long) page * size)
                .query((result, number) -> row(result))
                .list();
        return new PlanPage(rows, page, size, total);
    }

    private static PlanPage.Row row(ResultSet result) throws SQLException {
        return new PlanPage.Row(
                result.getObject("id", UUID.class),
                result.getLong("profile"),
                result.getString("profile_name"),
                Plan.Kind.valueOf(result.getString("kind")),
                result.getBoolean("applicable"),
                result.getTimestamp("created_at").toInstant(),
                result.getTimestamp("expires_at").toInstant(),
                instant(result.getTimestamp("begun_at")),
                instant(result.getTimestamp("finished_at")),
                instant(result.getTimestamp("undone_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    /** What can become of a plan. */
    enum Mark {
        BEGUN("begun_at"),
        FINISHED("finished_at"),
        UNDONE("undone_at");

        private final String column;

        Mark(String column) {
            this.column = column;
        }
    }
}
