package org.drawbridge.account;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What someone may do; each role may also do what the ones before it may. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Also plans, applies, keeps and goes back. */
    OPERATOR,
    /** Also looks after users, tokens, patches, packages, settings and the lab. */
    ADMINISTRATOR;

    /** As it stands in forms, in JSON and in the database. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
