package org.drawbridge.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.drawbridge.account.AccountFixture.ADMIN;
import static org.drawbridge.account.AccountFixture.PASSWORD;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTests {

    private static final String ADDRESS = "http://localhost:8642";

    private final AccountFixture account = new AccountFixture();

    @TempDir
    private Path folder;

    @Test
    void linkLiesInAFileThatOnlyTheOwnerReads() throws IOException {
        String link = account.firstAdministrator(folder).offer(ADDRESS).orElseThrow();

        assertThat(link).matches("http://localhost:8642/setup#[A-Za-z0-9_-]{43}");
        assertThat(folder.resolve("setup")).hasContent(link);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("setup"))))
                .isEqualTo("rw-------");
    }

    @Test
    void codeMakesOneAdministratorAndIsUsedUp() {
        FirstAdministrator first = account.firstAdministrator(folder);
        String code = code(first);
        first.setUp(ADMIN, code, "Root", PASSWORD);

        assertThat(account.people.named("root").orElseThrow().role()).isEqualTo(Role.ADMINISTRATOR);
        assertThat(folder.resolve("setup")).doesNotExist();
        assertThatThrownBy(() -> first.setUp(ADMIN, code, "second", PASSWORD)).hasMessageContaining("Log in");
        assertThat(account.firstAdministrator(folder).offer(ADDRESS)).isEmpty();
        assertThat(account.people.all()).hasSize(1);
    }

    @Test
    void codeIsNewAtEachStart() {
        String old = code(account.firstAdministrator(folder));
        FirstAdministrator next = account.firstAdministrator(folder);

        assertThat(code(next)).isNotEqualTo(old);
        assertThatThrownBy(() -> next.setUp(ADMIN, old, "root", PASSWORD)).hasMessageContaining("not the code");
    }

    @Test
    void codeIsTooOldAfterThirtyMinutes() {
        FirstAdministrator first = account.firstAdministrator(folder);
        String code = code(first);
        account.clock.move(Duration.ofMinutes(30));

        assertThatThrownBy(() -> first.setUp(ADMIN, code, "root", PASSWORD)).hasMessageContaining("30 minutes");
        assertThat(account.people.all()).isEmpty();
    }

    @Test
    void codeStaysGoodWhenNameOrPasswordIsWrong() {
        FirstAdministrator first = account.firstAdministrator(folder);
        String code = code(first);

        assertThatThrownBy(() -> first.setUp(ADMIN, code, "root", "short")).isInstanceOf(AccountInputException.class);
        first.setUp(ADMIN, code, "root", PASSWORD);
        assertThat(account.people.all()).hasSize(1);
    }

    @Test
    void guessingIsSlowedDownAndAudited() {
        FirstAdministrator first = account.firstAdministrator(folder);
        String code = code(first);
        for (int n = 0; n < 5; n++) {
            assertThatThrownBy(() -> first.setUp(ADMIN, "guess", "root", PASSWORD))
                    .hasMessageContaining("not the code");
        }

        assertThatThrownBy(() -> first.setUp(ADMIN, code, "root", PASSWORD)).hasMessageContaining("Wait 10 s");
        assertThat(account.actions()).hasSize(5).containsOnly("user.setup");
        assertThat(account.audited.toString()).doesNotContain("guess", code);
        account.clock.move(Duration.ofSeconds(10));
        first.setUp(ADMIN, code, "root", PASSWORD);
    }

    @Test
    void settingsMakeAdministratorAndTokenAtTheVeryFirstStartOnly() {
        String token = "0123456789abcdef0123456789abcdef";
        account.bootstrap("pw", token).afterSingletonsInstantiated();
        account.bootstrap("other", "x".repeat(40)).afterSingletonsInstantiated();

        assertThat(account.people.matches("admin", "pw")).isTrue();
        assertThat(account.tokens.recognise(token)).hasValueSatisfying(known -> {
            assertThat(known.role()).isEqualTo(Role.ADMINISTRATOR);
            assertThat(known.prefix()).isEqualTo("0123");
        });
        assertThat(account.tokens.all()).hasSize(1);
    }

    @Test
    void startIsRefusedWithAllReasonsWhenTheSettingsCannotBeUsed() {
        Bootstrap wrong = account.bootstrap("p".repeat(73), "short tökén");

        assertThatThrownBy(wrong::afterSingletonsInstantiated)
                .isInstanceOf(BootstrapException.class)
                .hasMessageContainingAll("72 bytes", "11 characters", "ASCII");
        account.bootstrap("", "").afterSingletonsInstantiated();
        assertThat(account.people.isEmpty()).isTrue();
    }

    private static String code(FirstAdministrator first) {
        String link = first.offer(ADDRESS).orElseThrow();
        return link.substring(link.indexOf('#') + 1);
    }
}
