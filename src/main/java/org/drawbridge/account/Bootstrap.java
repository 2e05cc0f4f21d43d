package org.drawbridge.account;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.audit.Actor;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes what the settings name at the very first start, before the console listens. */
final class Bootstrap implements SmartInitializingSingleton {

    private static final int TOKEN_LENGTH = 32;

    private final BootstrapProperties properties;
    private final People people;
    private final ApiTokens tokens;
    private final TransactionTemplate transaction;

    Bootstrap(
            BootstrapProperties properties, People people, ApiTokens tokens, PlatformTransactionManager transactions) {
        this.properties = properties;
        this.people = people;
        this.tokens = tokens;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            if (people.begin()) {
                begin();
            }
        });
    }

    private void begin() {
        String password = properties.adminPassword() == null ? "" : properties.adminPassword();
        String token = properties.token() == null ? "" : properties.token();
        check(password, token);
        if (!password.isEmpty()) {
            people.createFirst(Actor.SYSTEM, "admin", password);
        }
        if (!token.isEmpty()) {
            tokens.keep(Actor.SYSTEM, "bootstrap", token, Role.ADMINISTRATOR);
        }
    }

    private static void check(String password, String token) {
        List<String> problems = new ArrayList<>();
        if (AccountRules.isTooLong(password)) {
            problems.add("drawbridge.bootstrap.admin-password is longer than 72 bytes.");
        }
        if (!token.isEmpty() && token.length() < TOKEN_LENGTH) {
            problems.add("drawbridge.bootstrap.token has " + token.length() + " characters; it needs 32 or more.");
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            problems.add("drawbridge.bootstrap.token has characters that do not fit into a header; use ASCII without"
                    + " blanks.");
        }
        if (!problems.isEmpty()) {
            throw new BootstrapException(problems);
        }
    }
}
