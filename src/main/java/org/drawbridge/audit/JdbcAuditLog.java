package org.drawbridge.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drawbridge.audit.AuditVerification.Checkpoint;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Appends to the log's tables; the locked row of the head makes consoles that share a database wait for each other. */
final class JdbcAuditLog implements AuditLog {

    private static final int DETAIL_LIMIT = 100_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    JdbcAuditLog(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Override
    public AuditEntry append(AuditEvent event) {
        return transaction.execute(status -> appendAfter(lockHead(), event));
    }

    private Checkpoint lockHead() {
        return jdbc.sql("select seq, hash from audit_head where id = 1 for update")
                .query((rows, number) -> new Checkpoint(rows.getLong("seq"), rows.getString("hash")))
                .single();
    }

    private AuditEntry appendAfter(Checkpoint head, AuditEvent event) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        AuditEntry entry = new AuditEntry(
                        head.seq() + 1,
                        at,
                        CleanText.name(event.actor().name(), 200),
                        CleanText.name(event.actor().via(), 20),
                        CleanText.name(event.action(), 100),
                        CleanText.name(event.subject(), 300),
                        event.outcome().word(),
                        detail(event),
                        head.hash(),
                        "")
                .sealed();
        insert(entry);
        jdbc.sql("update audit_head set seq = :seq, hash = :hash where id = 1")
                .param("seq", entry.seq())
                .param("hash", entry.hash())
                .update();
        return entry;
    }

    private void insert(AuditEntry entry) {
        jdbc.sql("insert into audit_entry (seq, at, actor, via, action, subject, outcome, detail, previous, hash)"
                        + " values (:seq, :at, :actor, :via, :action, :subject, :outcome, :detail, :previous, :hash)")
                .param("seq", entry.seq())
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .param("actor", entry.actor())
                .param("via", entry.via())
                .param("action", entry.action())
                .param("subject", entry.subject())
                .param("outcome", entry.outcome())
                .param("detail", CanonicalForm.detail(entry.detail()))
                .param("previous", entry.previous())
                .param("hash", entry.hash())
                .update();
    }

    private static SortedMap<String, String> detail(AuditEvent event) {
        SortedMap<String, String> detail = new TreeMap<>();
        event.detail()
                .forEach((name, value) -> detail.put(CleanText.name(name, 100), CleanText.text(value, DETAIL_LIMIT)));
        if (!event.actor().request().isEmpty()) {
            detail.put("request", CleanText.name(event.actor().request(), 100));
        }
        return detail;
    }
}
