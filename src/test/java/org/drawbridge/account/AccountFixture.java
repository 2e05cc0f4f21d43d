package org.drawbridge.account;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.drawbridge.MovedClock;
import org.drawbridge.TestStore;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEntry;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditLog;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The account module over a store of its own, without Spring's context. */
final class AccountFixture {

    static final Actor ADMIN = new Actor("admin", "console", "r1");
    static final String PASSWORD = "correct horse battery";

    final MovedClock clock = new MovedClock();
    final TestStore store = new TestStore();
    final List<AuditEvent> audited = new ArrayList<>();
    final AuditLog audit = this::record;
    final PasswordEncoder passwords =
            new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(4)));
    final JdbcTransactionManager transactions = new JdbcTransactionManager(store.source());
    final People people = new People(store.jdbc(), transactions, passwords, audit, clock);
    final ApiTokens tokens = new ApiTokens(store.jdbc(), transactions, audit, clock);
    final PasswordLogin login = new PasswordLogin(people, passwords, audit, clock);

    FirstAdministrator firstAdministrator(Path folder) {
        return new FirstAdministrator(people, audit, clock, folder);
    }

    Bootstrap bootstrap(String password, String token) {
        return new Bootstrap(new BootstrapProperties(password, token), people, tokens, transactions);
    }

    List<String> actions() {
        return audited.stream().map(AuditEvent::action).toList();
    }

    private AuditEntry record(AuditEvent event) {
        audited.add(event);
        return new AuditEntry(
                audited.size(),
                clock.instant(),
                event.actor().name(),
                event.actor().via(),
                event.action(),
                event.subject(),
                event.outcome().word(),
                event.detail(),
                "",
                "");
    }
}
