package org.drawbridge.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.drawbridge.audit.AuditVerification.Checkpoint;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The log without a console: proof of an export or of a database, and entries that a sub-command leaves. */
public final class OfflineAudit {

    private OfflineAudit() {}

    /**
     * Checks an export in either form, told apart by its first character.
     *
     * @param known a place that the chain must go through, noted down earlier; only that shows that its end was not cut off
     */
    public static AuditVerification verifyFile(Path file, @Nullable Checkpoint known) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            in.mark(1);
            int first = in.read();
            in.reset();
            ChainCheck check = new ChainCheck();
            if (first == '"') {
                readCsv(in, check, known);
            } else {
                readLines(in, check, known);
            }
            if (known != null && check.result().entries() < known.seq()) {
                check.endsAt(known);
            }
            return check.result();
        }
    }

    /** Checks the tables in a database, with a place noted down earlier as for a file. */
    public static AuditVerification verifyDatabase(DataSource database, @Nullable Checkpoint known) {
        return new AuditRows(JdbcClient.create(database)).verify(known);
    }

    /** The log of a database that no console has open. */
    public static AuditLog log(DataSource database, Clock clock) {
        return new JdbcAuditLog(JdbcClient.create(database), new JdbcTransactionManager(database), clock);
    }

    private static void readLines(BufferedReader in, ChainCheck check, @Nullable Checkpoint known) throws IOException {
        CanonicalParser parser = new CanonicalParser();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            accept(parser.entry(line), check, known);
        }
    }

    private static void readCsv(Reader in, ChainCheck check, @Nullable Checkpoint known) throws IOException {
        AuditCsv csv = new AuditCsv();
        @Nullable List<String> cells = AuditCsv.read(in);
        if (!AuditCsv.HEAD.equals(cells)) {
            check.unreadable();
            return;
        }
        for (cells = AuditCsv.read(in); cells == null || !cells.isEmpty(); cells = AuditCsv.read(in)) {
            if (cells == null) {
                check.unreadable();
                return;
            }
            accept(csv.entry(cells), check, known);
        }
    }

    private static void accept(@Nullable AuditEntry entry, ChainCheck check, @Nullable Checkpoint known) {
        if (entry == null) {
            check.unreadable();
            return;
        }
        check.accept(entry);
        if (known != null) {
            check.passes(entry, known);
        }
    }
}
