package org.drawbridge.job;

import java.util.Locale;

/** What is asked of the host's own way back, and what it did. */
enum RescueVerb {
    /** A person at the host agrees to the job. */
    BEGIN,
    /** The host goes back by itself after a time. */
    ARM,
    /** A person keeps the job until a time, at which the host goes back by itself. */
    TIME,
    /** It does not any more, since a person keeps the job. */
    KEEP,
    /** It does not any more, since there is nothing to go back on. */
    DISARM,
    /** It went back by itself. */
    RESTORE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RescueVerb ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether the host may go back by itself after this. */
    boolean isSetBy() {
        return this == BEGIN || this == ARM || this == TIME;
    }
}
