package org.drawbridge.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.drawbridge.plan.Plan;

/** What a job is for. */
public enum JobKind {
    APPLY,
    REMOVE;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static JobKind of(Plan.Kind kind) {
        return switch (kind) {
            case APPLY -> APPLY;
            case REMOVE -> REMOVE;
        };
    }
}
