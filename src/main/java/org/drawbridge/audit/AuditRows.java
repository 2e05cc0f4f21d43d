package org.drawbridge.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drawbridge.audit.AuditVerification.Checkpoint;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the log's tables, a few rows at a time. */
final class AuditRows {

    static final int A_FEW = 500;

    private final JdbcClient jdbc;
    private final CanonicalParser parser = new CanonicalParser();

    AuditRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A row: the entry, and whether its details were legible. */
    record Row(AuditEntry entry, boolean legible) {}

    List<Row> after(long seq) {
        return jdbc.sql("select * from audit_entry where seq > :seq order by seq limit :few")
                .param("seq", seq)
                .param("few", A_FEW)
                .query((rows, number) -> row(rows))
                .list();
    }

    Optional<Checkpoint> head() {
        return jdbc.sql("select seq, hash from audit_head where id = 1")
                .query((rows, number) -> new Checkpoint(rows.getLong("seq"), rows.getString("hash")))
                .optional();
    }

    AuditVerification verify(@Nullable Checkpoint known) {
        ChainCheck check = new ChainCheck();
        long seq = Long.MIN_VALUE;
        for (List<Row> few = after(seq); !few.isEmpty(); few = after(seq)) {
            for (Row row : few) {
                if (row.legible()) {
                    check.accept(row.entry());
                    if (known != null) {
                        check.passes(row.entry(), known);
                    }
                } else {
                    check.unreadable();
                }
                seq = row.entry().seq();
            }
        }
        check.endsAt(head().orElse(null));
        if (known != null && known.seq() >= seq) {
            check.endsAt(known);
        }
        return check.result();
    }

    Row row(ResultSet rows) throws SQLException {
        @Nullable SortedMap<String, String> detail = parser.detail(rows.getString("detail"));
        AuditEntry entry = new AuditEntry(
                rows.getLong("seq"),
                rows.getObject("at", OffsetDateTime.class).toInstant(),
                rows.getString("actor"),
                rows.getString("via"),
                rows.getString("action"),
                rows.getString("subject"),
                rows.getString("outcome"),
                detail == null ? new TreeMap<>() : detail,
                rows.getString("previous"),
                rows.getString("hash"));
        return new Row(entry, detail != null);
    }
}
