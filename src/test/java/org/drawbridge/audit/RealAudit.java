package org.drawbridge.audit;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The log itself, for the tests of others that need no Spring. */
public final class RealAudit {

    private RealAudit() {}

    public static AuditLog log(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        return new JdbcAuditLog(jdbc, transactions, clock);
    }

    public static AuditTrail trail(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new JdbcAuditTrail(jdbc, transactions);
    }
}
