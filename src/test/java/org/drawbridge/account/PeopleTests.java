package org.drawbridge.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.drawbridge.account.AccountFixture.ADMIN;
import static org.drawbridge.account.AccountFixture.PASSWORD;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleTests {

    private final AccountFixture account = new AccountFixture();
    private final People people = account.people;

    @Test
    void userIsFoundWithoutRegardToCaseAndHasOnlyAHash() {
        people.create(ADMIN, " Anne ", PASSWORD, "operator");

        Person anne = people.named("ANNE").orElseThrow();
        assertThat(anne.name()).isEqualTo("anne");
        assertThat(anne.role()).isEqualTo(Role.OPERATOR);
        assertThat(account.store
                        .jdbc()
                        .sql("select password from account_user")
                        .query(String.class)
                        .single())
                .startsWith("{bcrypt}$2")
                .doesNotContain(PASSWORD);
        assertThat(account.audited).singleElement().satisfies(event -> {
            assertThat(event.subject()).isEqualTo("user:anne");
            assertThat(event.detail().toString()).doesNotContain(PASSWORD);
        });
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        AccountInputException refused = catchThrowableOfType(
                AccountInputException.class, () -> people.create(ADMIN, "9 lives", "short", "king"));

        assertThat(refused.violations().keySet()).isEqualTo(Set.of("name", "password", "role"));
        assertThat(account.audited).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "system", "unknown", "a:b", "token:x", "über", "a b"})
    void nameIsRefusedWhenItIsNotOne(String name) {
        assertThatThrownBy(() -> people.create(ADMIN, name, PASSWORD, "viewer"))
                .isInstanceOf(AccountInputException.class);
        assertThat(people.all()).isEmpty();
    }

    @Test
    void passwordIsRefusedWhenBcryptWouldCutItOrItIsTheName() {
        assertThatThrownBy(() -> people.create(ADMIN, "anne", "ü".repeat(37), "viewer"))
                .hasMessageContaining("72 bytes");
        assertThatThrownBy(() -> people.create(ADMIN, "anneliese", "Anneliese1234", "viewer"))
                .hasMessageContaining("little more than the name");
    }

    @Test
    void nameIsTakenOnce() {
        people.create(ADMIN, "anne", PASSWORD, "viewer");

        assertThatThrownBy(() -> people.create(ADMIN, "Anne", PASSWORD, "viewer"))
                .hasMessageContaining("already");
    }

    @Test
    void lastAdministratorStays() {
        people.create(ADMIN, "anne", PASSWORD, "administrator");
        long anne = people.named("anne").orElseThrow().id();

        assertThatThrownBy(() -> people.change(ADMIN, anne, "viewer", true)).hasMessageContaining("only administrator");
        assertThatThrownBy(() -> people.change(ADMIN, anne, "administrator", false))
                .hasMessageContaining("only administrator");
        people.create(ADMIN, "bert", PASSWORD, "administrator");
        people.change(ADMIN, anne, "viewer", true);
        assertThat(people.named("anne").orElseThrow().role()).isEqualTo(Role.VIEWER);
    }

    @Test
    void everyChangeMakesAnotherVersion() {
        people.create(ADMIN, "anne", PASSWORD, "viewer");
        Person before = people.named("anne").orElseThrow();
        people.change(ADMIN, before.id(), "operator", true);
        people.setPassword(ADMIN, before.id(), "another long password");
        people.changeOwnPassword(ADMIN, "anne", "another long password", "a third long password");

        assertThat(people.named("anne").orElseThrow().version()).isEqualTo(before.version() + 3);
        assertThat(account.actions()).containsExactly("user.create", "user.change", "user.password", "user.password");
        assertThat(people.matches("anne", "a third long password")).isTrue();
    }

    @Test
    void ownPasswordStaysWhenTheOneSoFarIsWrong() {
        people.create(ADMIN, "anne", PASSWORD, "viewer");

        AccountInputException refused = catchThrowableOfType(
                AccountInputException.class, () -> people.changeOwnPassword(ADMIN, "anne", "guess", "short"));

        assertThat(refused.violations().keySet()).isEqualTo(Set.of("current", "password"));
        assertThat(people.matches("anne", PASSWORD)).isTrue();
    }

    @Test
    void changeOfSomeoneWhoIsNotThereIsRefused() {
        assertThatThrownBy(() -> people.change(ADMIN, 99, "viewer", true)).hasMessageContaining("not there any more");
    }
}
