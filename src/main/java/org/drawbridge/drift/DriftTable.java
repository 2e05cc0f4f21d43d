package org.drawbridge.drift;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the differences that the last look found, one row an artifact. */
@Component
class DriftTable {

    private static final int LONGEST_VALUE = 4000;

    private static final int LONGEST_DIFF = 400_000;

    private final JdbcClient jdbc;

    DriftTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Drift> all() {
        return jdbc.sql("select * from drift order by since, id")
                .query((row, number) -> drift(row))
                .list();
    }

    Optional<Drift> find(long id) {
        return jdbc.sql("select * from drift where id = :id")
                .param("id", id)
                .query((row, number) -> drift(row))
                .optional();
    }

    /** What nobody ignores, by name only. */
    List<String> openArtifacts() {
        return jdbc.sql("select artifact from drift where ignored_at is null order by since, id")
                .query((row, number) -> row.getString("artifact"))
                .list();
    }

    /** How many of a kind nobody ignores. */
    long open(DriftKind kind) {
        return jdbc.sql("select count(*) from drift where kind = :kind and ignored_at is null")
                .param("kind", kind.word())
                .query(Long.class)
                .single();
    }

    long ignored() {
        return jdbc.sql("select count(*) from drift where ignored_at is not null")
                .query(Long.class)
                .single();
    }

    void add(Deviation found, Instant since) {
        jdbc.sql("""
                        insert into drift (artifact, kind, expected, found, diff, stock_diff, cause, since, profile, profile_name, sum, decidable)
                        values (:artifact, :kind, :expected, :found, :diff, :stockDiff, :cause, :since, :profile, :profileName, :sum, :decidable)
                        """)
                .param("artifact", found.artifact())
                .param("kind", found.kind().word())
                .param("expected", cut(found.expected()))
                .param("found", cut(found.found()))
                .param("diff", whole(found.diff()))
                .param("stockDiff", whole(found.stockDiff()))
                .param("cause", cut(found.cause()))
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("profile", found.profile())
                .param("profileName", found.profileName())
                .param("sum", found.sum().hex())
                .param("decidable", found.decidable())
                .update();
    }

    void remove(long id) {
        jdbc.sql("delete from drift where id = :id").param("id", id).update();
    }

    /** Notes that somebody leaves it as it is; false where it is another finding now. */
    boolean ignore(long id, String sum, Drift.Ignored ignored) {
        return jdbc.sql("""
                        update drift set ignored_reason = :reason, ignored_by = :by, ignored_at = :at
                        where id = :id and sum = :sum
                        """)
                        .param("reason", ignored.reason())
                        .param("by", ignored.by())
                        .param("at", ignored.at().atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .param("sum", sum)
                        .update()
                == 1;
    }

    private static String cut(String text) {
        String clean = clean(text);
        return clean.length() > LONGEST_VALUE ? clean.substring(0, LONGEST_VALUE - 1) + "…" : clean;
    }

    /** A difference that is too long to be read is not kept; its two sums tell that there is one. */
    private static String whole(String diff) {
        return diff.length() > LONGEST_DIFF ? "" : clean(diff);
    }

    /** Not every database keeps the character of number 0. */
    private static String clean(String text) {
        return text.replace('\0', '\ufffd');
    }

    private static Drift drift(ResultSet row) throws SQLException {
        Instant ignoredAt = instant(row, "ignored_at");
        return new Drift(
                row.getLong("id"),
                row.getString("artifact"),
                DriftKind.ofWord(row.getString("kind")),
                row.getString("expected"),
                row.getString("found"),
                row.getString("diff"),
                row.getString("stock_diff"),
                row.getString("cause"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("profile", Long.class),
                row.getString("profile_name"),
                row.getString("sum"),
                row.getBoolean("decidable"),
                ignoredAt == null
                        ? Optional.empty()
                        : Optional.of(new Drift.Ignored(
                                row.getString("ignored_reason"), row.getString("ignored_by"), ignoredAt)));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
