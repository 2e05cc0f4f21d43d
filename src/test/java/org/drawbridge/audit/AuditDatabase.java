package org.drawbridge.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The log's tables in a database of their own, without Spring's context. */
final class AuditDatabase {

    final DataSource source;
    final JdbcClient jdbc;
    final JdbcTransactionManager transactions;
    final JdbcAuditTrail trail;

    private AuditDatabase(String url) {
        source = new DriverManagerDataSource(url);
        new ResourceDatabasePopulator(new ClassPathResource("db/migration/V010__audit.sql")).execute(source);
        jdbc = JdbcClient.create(source);
        transactions = new JdbcTransactionManager(source);
        trail = new JdbcAuditTrail(jdbc, transactions);
    }

    static AuditDatabase inMemory() {
        return new AuditDatabase("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000");
    }

    /** The last connection that closes leaves the file complete. */
    static AuditDatabase in(Path folder) {
        return new AuditDatabase("jdbc:h2:file:" + folder.resolve("drawbridge"));
    }

    JdbcAuditLog log(Clock clock) {
        return new JdbcAuditLog(jdbc, transactions, clock);
    }
}
