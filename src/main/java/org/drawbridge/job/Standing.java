package org.drawbridge.job;

/** What the journal knows of a step. */
enum Standing {
    /** Never begun, or taken back. */
    NOT_BEGUN,
    /** Begun in one direction, and how it ended is not known or was bad: only a look at the host can tell. */
    UNSURE,
    DONE
}
