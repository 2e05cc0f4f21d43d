package org.drawbridge.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which way a plan's script goes. */
public enum ScriptDirection {
    APPLY,
    RESTORE;

    /** The word in addresses and file names, such as {@code apply}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The direction of that word, or nothing for another. */
    public static Optional<ScriptDirection> ofWord(String word) {
        return Arrays.stream(values())
                .filter(direction -> direction.word().equals(word))
                .findFirst();
    }
}
