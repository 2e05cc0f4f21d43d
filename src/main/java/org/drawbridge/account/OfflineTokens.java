package org.drawbridge.account;

import java.time.Clock;
import javax.sql.DataSource;
import org.drawbridge.audit.AuditLog;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The tokens of a database that no console has open. */
public final class OfflineTokens {

    private OfflineTokens() {}

    public static ApiTokens in(DataSource database, AuditLog audit, Clock clock) {
        return new ApiTokens(JdbcClient.create(database), new JdbcTransactionManager(database), audit, clock);
    }
}
