package org.drawbridge.account;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What names and passwords must be like. */
final class AccountRules {

    /** bcrypt takes no more. */
    static final int PASSWORD_BYTES = 72;

    static final int PASSWORD_LENGTH = 12;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{0,31}");
    private static final Set<String> RESERVED = Set.of("system", "unknown");

    private AccountRules() {}

    /** Names are told apart without regard to case and to blanks around them. */
    static String normal(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    static void checkName(String name, Violations violations) {
        violations.addIf(
                !NAME.matcher(name).matches(),
                "name",
                "A name begins with a letter and has up to 32 letters, digits, dots, hyphens and underscores.");
        violations.addIf(RESERVED.contains(name), "name", "This name stands for Drawbridge itself. Choose another.");
    }

    static void checkPassword(String name, String password, Violations violations) {
        violations.addIf(
                password.codePointCount(0, password.length()) < PASSWORD_LENGTH,
                "password",
                "A password has at least 12 characters. Four random words do well.");
        violations.addIf(
                isTooLong(password), "password", "A password has at most 72 bytes. Shorten it by a word or two.");
        violations.addIf(
                !name.isEmpty() && normal(password).contains(name) && password.length() < 2 * name.length() + 8,
                "password",
                "The password is little more than the name. Choose another.");
    }

    static boolean isTooLong(String password) {
        return password.getBytes(StandardCharsets.UTF_8).length > PASSWORD_BYTES;
    }
}
