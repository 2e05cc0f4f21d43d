package org.drawbridge.audit;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads the log from its tables. */
final class JdbcAuditTrail implements AuditTrail {

    private final JdbcClient jdbc;
    private final AuditRows rows;
    private final TransactionTemplate oneMoment;

    JdbcAuditTrail(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.rows = new AuditRows(jdbc);
        this.oneMoment = new TransactionTemplate(transactions);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneMoment.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        oneMoment.setReadOnly(true);
    }

    @Override
    public AuditPage search(AuditFilter filter) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        String actor = filter.actor();
        if (actor != null && !actor.isBlank()) {
            conditions.add("actor = :actor");
            values.put("actor", actor);
        }
        wholeOrFirstPart("action", ".", filter.action(), conditions, values);
        wholeOrFirstPart("subject", ":", filter.subject(), conditions, values);
        time("at >= :since", "since", filter.since(), conditions, values);
        time("at < :until", "until", filter.until(), conditions, values);
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        long total = jdbc.sql("select count(*) from audit_entry" + where)
                .params(values)
                .query(Long.class)
                .single();
        values.put("size", filter.size());
        values.put("skip", (long) filter.page() * filter.size());
        List<AuditEntry> content = jdbc.sql(
                        "select * from audit_entry" + where + " order by seq desc limit :size offset :skip")
                .params(values)
                .query((row, number) -> rows.row(row).entry())
                .list();
        return new AuditPage(content, filter.page(), filter.size(), total);
    }

    @Override
    public Optional<AuditEntry> entry(long seq) {
        return jdbc.sql("select * from audit_entry where seq = :seq")
                .param("seq", seq)
                .query((row, number) -> rows.row(row).entry())
                .optional();
    }

    @Override
    public List<String> actions() {
        return jdbc.sql("select distinct action from audit_entry order by action")
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Override
    public AuditVerification verify() {
        return oneMoment.execute(status -> rows.verify(null));
    }

    @Override
    public void export(AuditFormat format, Writer out) throws IOException {
        if (format == AuditFormat.CSV) {
            AuditCsv.write(AuditCsv.HEAD, out);
        }
        // Nothing is ever changed, so what is read in several goes is still one log; what is appended meanwhile may be
        // in it.
        long seq = Long.MIN_VALUE;
        for (List<AuditRows.Row> few = rows.after(seq); !few.isEmpty(); few = rows.after(seq)) {
            for (AuditRows.Row row : few) {
                write(format, row.entry(), out);
                seq = row.entry().seq();
            }
        }
    }

    private static void write(AuditFormat format, AuditEntry entry, Writer out) throws IOException {
        switch (format) {
            case JSONL -> {
                out.write(CanonicalForm.whole(entry));
                out.write('\n');
            }
            case CSV -> AuditCsv.write(AuditCsv.cells(entry), out);
        }
    }

    private static void wholeOrFirstPart(
            String column,
            String separator,
            @Nullable String wanted,
            List<String> conditions,
            Map<String, Object> values) {
        if (wanted != null && !wanted.isBlank()) {
            conditions.add("(" + column + " = :" + column + " or " + column + " like :" + column + "Start escape '!')");
            values.put(column, wanted);
            String literal = wanted.replace("!", "!!").replace("%", "!%").replace("_", "!_");
            values.put(column + "Start", literal + separator + "%");
        }
    }

    private static void time(
            String condition,
            String name,
            @Nullable Instant wanted,
            List<String> conditions,
            Map<String, Object> values) {
        if (wanted != null) {
            conditions.add(condition);
            values.put(name, wanted.atOffset(ZoneOffset.UTC));
        }
    }
}
