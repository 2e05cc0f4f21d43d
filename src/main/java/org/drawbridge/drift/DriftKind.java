package org.drawbridge.drift;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** In which way the host is not as it was applied. */
public enum DriftKind {
    /** It is there, but as something else. */
    CHANGED,
    /** It should be there and is not. */
    MISSING,
    /** It is there and should not be. */
    UNEXPECTED;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DriftKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
