package org.drawbridge.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.drawbridge.account.AccountFixture.ADMIN;
import static org.drawbridge.account.AccountFixture.PASSWORD;

import java.time.Duration;
import org.drawbridge.account.PasswordLogin.Answer;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasswordLoginTests {

    private final AccountFixture account = new AccountFixture();

    @BeforeEach
    void makeAnne() {
        account.people.create(ADMIN, "anne", PASSWORD, "viewer");
        account.audited.clear();
    }

    @Test
    void rightPasswordIsAcceptedAndNoted() {
        assertThat(attempt("Anne", PASSWORD)).isInstanceOf(Answer.Accepted.class);

        assertThat(account.people.named("anne").orElseThrow().lastLoginAt()).isEqualTo(account.clock.instant());
        assertThat(account.audited).singleElement().satisfies(event -> {
            assertThat(event.actor().name()).isEqualTo("anne");
            assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
        });
    }

    @Test
    void nameThatNoOneHasIsNotWrittenDown() {
        assertThat(attempt("my secret password", "x")).isInstanceOf(Answer.Refused.class);

        assertThat(account.audited.toString())
                .doesNotContain("my secret password")
                .contains("user:unknown");
    }

    @Test
    void userWhoMayNotLogInIsRefusedLikeAWrongPassword() {
        account.people.change(ADMIN, account.people.named("anne").orElseThrow().id(), "viewer", false);

        assertThat(attempt("anne", PASSWORD)).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void rightPasswordDoesNotCountWhileOneHasToWait() {
        for (int n = 0; n < 5; n++) {
            assertThat(attempt("anne", "guess")).isInstanceOf(Answer.Refused.class);
        }

        assertThat(attempt("anne", PASSWORD)).isEqualTo(new Answer.Wait(Duration.ofSeconds(10)));
        account.clock.move(Duration.ofSeconds(9));
        assertThat(attempt("anne", PASSWORD)).isEqualTo(new Answer.Wait(Duration.ofSeconds(1)));
        account.clock.move(Duration.ofSeconds(1));
        assertThat(attempt("anne", PASSWORD)).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void waitDoublesUpToAQuarterOfAnHourAndIsForgottenAfterAnHour() {
        for (int n = 0; n < 5; n++) {
            attempt("anne", "guess");
        }
        for (long seconds : new long[] {10, 20, 40, 80, 160, 320, 640, 900, 900}) {
            assertThat(attempt("anne", "guess")).isEqualTo(new Answer.Wait(Duration.ofSeconds(seconds)));
            account.clock.move(Duration.ofSeconds(seconds));
            assertThat(attempt("anne", "guess")).isInstanceOf(Answer.Refused.class);
        }
        account.clock.move(Duration.ofHours(1));
        assertThat(attempt("anne", "guess")).isInstanceOf(Answer.Refused.class);
        assertThat(attempt("anne", PASSWORD)).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void othersNeedNotWait() {
        account.people.create(ADMIN, "bert", PASSWORD, "viewer");
        for (int n = 0; n < 6; n++) {
            attempt("anne", "guess");
        }

        assertThat(attempt("bert", PASSWORD)).isInstanceOf(Answer.Accepted.class);
    }

    @Test
    void passwordLongerThanBcryptTakesIsRefusedAndNotCut() {
        String longest = "x".repeat(72);
        account.people.create(ADMIN, "carl", longest, "viewer");

        assertThat(attempt("carl", longest + "y")).isInstanceOf(Answer.Refused.class);
        assertThat(attempt("nobody", longest + "y")).isInstanceOf(Answer.Refused.class);
        assertThat(attempt("carl", longest)).isInstanceOf(Answer.Accepted.class);
    }

    private Answer attempt(String name, String password) {
        return account.login.tryLogin(ADMIN, name, password);
    }
}
