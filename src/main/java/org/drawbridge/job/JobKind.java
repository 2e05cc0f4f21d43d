package org.drawbridge.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.drawbridge.plan.Plan;

/** What a job is for. */
public enum JobKind {
    APPLY,
    REMOVE,
    RESTORE_PACKAGES;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static JobKind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    static JobKind of(Plan.Kind kind) {
        return switch (kind) {
            case APPLY -> APPLY;
            case REMOVE -> REMOVE;
            case RESTORE -> RESTORE_PACKAGES;
        };
    }
}
