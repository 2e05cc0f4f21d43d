package org.drawbridge.job;

/** What happens with a job that was cut off. */
public enum OnInterrupted {
    /** It waits for a person. */
    ASK,
    /** It goes back by itself. */
    REVERT
}
