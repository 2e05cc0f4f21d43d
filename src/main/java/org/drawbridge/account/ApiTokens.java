package org.drawbridge.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.name.Sha256;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The API tokens: made, listed, revoked, and recognised by their hash. */
public final class ApiTokens {

    private static final String BEGINNING = "dbt_";
    private static final int SHOWN_CHARACTERS = 8;
    private static final int NAME_LENGTH = 64;
    private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

    private final TokenRows rows;
    private final TransactionTemplate transaction;
    private final AuditLog audit;
    private final Clock clock;

    ApiTokens(JdbcClient jdbc, PlatformTransactionManager transactions, AuditLog audit, Clock clock) {
        this.rows = new TokenRows(jdbc);
        this.transaction = new TransactionTemplate(transactions);
        this.audit = audit;
        this.clock = clock;
    }

    /** All, the newest first. */
    public List<ApiToken> all() {
        return rows.all();
    }

    /**
     * Makes a token of 256 random bits.
     *
     * @param expiresAt null if it is not to expire
     * @throws AccountInputException with all that is wrong, under {@code name}, {@code role} and {@code expires}
     */
    public NewToken create(Actor actor, String name, String role, @Nullable Instant expiresAt) {
        String label = name.strip();
        Violations violations = new Violations();
        violations.addIf(
                label.isEmpty() || label.length() > NAME_LENGTH || label.chars().anyMatch(Character::isISOControl),
                "name",
                "Say in 1 to 64 characters what the token is for, such as nightly-report.");
        Optional<Role> known = Role.of(role);
        violations.addIf(known.isEmpty(), "role", "Choose viewer, operator or administrator.");
        violations.addIf(
                expiresAt != null && !expiresAt.isAfter(clock.instant()),
                "expires",
                "This time is over already. Choose a later one, or none.");
        violations.raise();
        String secret = BEGINNING + RandomText.of256Bits();
        return store(actor, label, secret, SHOWN_CHARACTERS, known.orElseThrow(), expiresAt);
    }

    /** Keeps a token whose value comes from the settings. */
    void keep(Actor actor, String name, String secret, Role role) {
        store(actor, name, secret, SHOWN_CHARACTERS / 2, role, null);
    }

    /** Lets a token never work again. */
    public void revoke(Actor actor, long id) {
        transaction.executeWithoutResult(status -> {
            if (rows.revoke(id, clock.instant())) {
                ApiToken token = rows.byId(id).orElseThrow();
                audit.append(event(actor, "token.revoke", token));
            }
        });
    }

    /** The token with this secret, if it works; its use is noted at most once a minute. */
    public Optional<ApiToken> recognise(String secret) {
        Instant now = clock.instant();
        Optional<ApiToken> token = rows.byHash(Sha256.of(secret)).filter(known -> known.worksAt(now));
        token.filter(known -> known.lastUsedAt() == null
                        || known.lastUsedAt().plus(USE_IS_NOTED_EVERY).isBefore(now))
                .ifPresent(known -> rows.used(known.id(), now));
        return token;
    }

    private NewToken store(Actor actor, String name, String secret, int shown, Role role, @Nullable Instant expiresAt) {
        Sha256 hash = Sha256.of(secret);
        ApiToken made = transaction.execute(status -> {
            rows.insert(name, secret.substring(0, shown), hash, role, clock.instant(), actor.name(), expiresAt);
            ApiToken token = rows.byHash(hash).orElseThrow();
            audit.append(event(actor, "token.create", token)
                    .with("role", role.word())
                    .with("expires", expiresAt == null ? "never" : expiresAt.toString()));
            return token;
        });
        return new NewToken(made, secret);
    }

    private static AuditEvent event(Actor actor, String action, ApiToken token) {
        return AuditEvent.of(actor, action, "token:" + token.id(), Outcome.SUCCESS)
                .with("name", token.name())
                .with("prefix", token.prefix());
    }
}
