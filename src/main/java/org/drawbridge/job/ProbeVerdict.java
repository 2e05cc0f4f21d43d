package org.drawbridge.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a probe found. */
public enum ProbeVerdict {
    HOLDS,
    FAILS,
    /** Does not apply: the qube is halted, or what is asked after did not hold before. */
    NOT_ASKED,
    /** Not looked at yet. */
    PENDING;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ProbeVerdict ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
