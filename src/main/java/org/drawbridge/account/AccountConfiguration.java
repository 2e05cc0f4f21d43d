package org.drawbridge.account;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.drawbridge.audit.AuditLog;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;

/** Users and tokens over the console's own database. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    /** Each hash names its way, so that a better one can follow; bcrypt's cost of 12 takes a quarter of a second. */
    @Bean
    PasswordEncoder passwordEncoder() {
        return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(12)));
    }

    @Bean
    People people(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            PasswordEncoder passwords,
            AuditLog audit,
            Clock clock) {
        return new People(jdbc, transactions, passwords, audit, clock);
    }

    @Bean
    ApiTokens apiTokens(JdbcClient jdbc, PlatformTransactionManager transactions, AuditLog audit, Clock clock) {
        return new ApiTokens(jdbc, transactions, audit, clock);
    }

    @Bean
    PasswordLogin passwordLogin(People people, PasswordEncoder passwords, AuditLog audit, Clock clock) {
        return new PasswordLogin(people, passwords, audit, clock);
    }

    @Bean
    FirstAdministrator firstAdministrator(
            People people, AuditLog audit, Clock clock, @Value("${drawbridge.data}") Path data) {
        return new FirstAdministrator(people, audit, clock, data);
    }

    @Bean
    Bootstrap bootstrap(
            BootstrapProperties properties, People people, ApiTokens tokens, PlatformTransactionManager transactions) {
        return new Bootstrap(properties, people, tokens, transactions);
    }
}
