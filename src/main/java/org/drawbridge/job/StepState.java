package org.drawbridge.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How one step of a job stands. */
public enum StepState {
    /** Not begun. */
    PENDING,
    RUNNING,
    DONE,
    FAILED,
    /** Being taken back. */
    REVERTING,
    /** Taken back, or found not to have happened. */
    REVERTED,
    /** Could not be taken back: the job says what is left to do. */
    LEFT;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static StepState ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
