package org.drawbridge.inventory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.drawbridge.name.QubeName;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps what was found different about each qube. */
@Repository
class HistoryTable {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;

    HistoryTable(JdbcClient jdbc, NamedParameterJdbcOperations batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void append(Collection<QubeChange> changes) {
        SqlParameterSource[] rows = changes.stream()
                .map(change -> new MapSqlParameterSource()
                        .addValue("at", QubeRows.time(change.at()))
                        .addValue("qube", change.qube().value())
                        .addValue("kind", change.kind().name().toLowerCase(Locale.ROOT))
                        .addValue("details", InventoryJson.write(change.details())))
                .toArray(SqlParameterSource[]::new);
        batches.batchUpdate(
                "insert into inventory_history (at, qube, kind, details) values (:at, :qube, :kind, :details)", rows);
    }

    void forgetBefore(Instant limit) {
        jdbc.sql("delete from inventory_history where at < :limit")
                .param("limit", QubeRows.time(limit))
                .update();
    }

    /** Newest first. */
    List<QubeChange> of(QubeName qube, int limit) {
        return jdbc.sql("select at, qube, kind, details from inventory_history where qube = :qube"
                        + " order by id desc limit :limit")
                .param("qube", qube.value())
                .param("limit", limit)
                .query((row, number) -> new QubeChange(
                        QubeRows.requiredInstant(row, "at"),
                        QubeName.of(row.getString("qube")),
                        QubeChange.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        InventoryJson.details(row.getString("details"))))
                .list();
    }
}
