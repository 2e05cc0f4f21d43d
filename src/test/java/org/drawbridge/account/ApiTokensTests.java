package org.drawbridge.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.drawbridge.account.AccountFixture.ADMIN;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.drawbridge.name.Sha256;
import org.junit.jupiter.api.Test;

class ApiTokensTests {

    private final AccountFixture account = new AccountFixture();
    private final ApiTokens tokens = account.tokens;

    @Test
    void onlyTheHashAndTheBeginningOfATokenAreKept() {
        NewToken made = tokens.create(ADMIN, " nightly ", "viewer", null);

        assertThat(made.secret()).matches("dbt_[A-Za-z0-9_-]{43}");
        assertThat(made.token().prefix()).isEqualTo(made.secret().substring(0, 8));
        assertThat(made.token().name()).isEqualTo("nightly");
        assertThat(made.toString()).doesNotContain(made.secret());
        assertThat(account.audited.toString()).doesNotContain(made.secret());
        assertThat(account.store
                        .jdbc()
                        .sql("select hash from account_token")
                        .query(String.class)
                        .single())
                .isEqualTo(Sha256.of(made.secret()).hex());
    }

    @Test
    void tokensDiffer() {
        Set<String> secrets = new HashSet<>();
        for (int n = 0; n < 50; n++) {
            secrets.add(tokens.create(ADMIN, "n", "viewer", null).secret());
        }
        assertThat(secrets).hasSize(50);
    }

    @Test
    void tokenIsRecognisedUntilItExpires() {
        Instant end = account.clock.instant().plus(Duration.ofDays(1));
        NewToken made = tokens.create(ADMIN, "n", "operator", end);

        assertThat(tokens.recognise(made.secret())).isPresent();
        assertThat(tokens.recognise(made.secret() + "x")).isEmpty();
        account.clock.move(Duration.ofDays(1));
        assertThat(tokens.recognise(made.secret())).isEmpty();
    }

    @Test
    void revokedTokenNeverWorksAgainAndIsAuditedOnce() {
        NewToken made = tokens.create(ADMIN, "n", "operator", null);
        tokens.revoke(ADMIN, made.token().id());
        tokens.revoke(ADMIN, made.token().id());

        assertThat(tokens.recognise(made.secret())).isEmpty();
        assertThat(account.actions()).containsExactly("token.create", "token.revoke");
    }

    @Test
    void useIsNotedAtMostOnceAMinute() {
        NewToken made = tokens.create(ADMIN, "n", "viewer", null);
        Instant first = account.clock.instant();
        tokens.recognise(made.secret());
        account.clock.move(Duration.ofSeconds(59));
        tokens.recognise(made.secret());
        assertThat(tokens.all().getFirst().lastUsedAt()).isEqualTo(first);
        account.clock.move(Duration.ofSeconds(2));
        tokens.recognise(made.secret());
        assertThat(tokens.all().getFirst().lastUsedAt()).isEqualTo(first.plusSeconds(61));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        AccountInputException refused = catchThrowableOfType(
                AccountInputException.class,
                () -> tokens.create(ADMIN, "x".repeat(65), "king", account.clock.instant()));

        assertThat(refused.violations().keySet()).isEqualTo(Set.of("name", "role", "expires"));
    }
}
