package org.drawbridge;

import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A store of its own in memory, with the schema as it is shipped, for tests that need no console. */
public final class TestStore {

    private final JdbcDataSource source = new JdbcDataSource();
    private final JdbcTransactionManager transactionManager;

    public TestStore() {
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        transactionManager = new JdbcTransactionManager(source);
    }

    public DataSource source() {
        return source;
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(source);
    }

    public NamedParameterJdbcTemplate batches() {
        return new NamedParameterJdbcTemplate(new JdbcTemplate(source));
    }

    public TransactionTemplate transactions() {
        return new TransactionTemplate(transactionManager);
    }
}
