package org.drawbridge.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How a job stands, and what it can become from there. */
public enum JobState {
    QUEUED,
    RUNNING,
    AWAITING_CONFIRMATION,
    CONFIRMED,
    REVERTING,
    REVERTED,
    FAILED,
    INTERRUPTED;

    private static final Set<JobState> UNDER_WAY = EnumSet.of(QUEUED, RUNNING, REVERTING);

    private static final Set<JobState> ENDED = EnumSet.of(CONFIRMED, REVERTED, FAILED);

    /** The word for it in the API, such as {@code awaiting-confirmation}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static JobState ofWord(String word) {
        return Arrays.stream(values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown state of a job: " + word));
    }

    /** Whether a job may go over from this state to the other. */
    public boolean canBecome(JobState next) {
        return switch (this) {
            case QUEUED -> next == RUNNING || next == REVERTING || next == REVERTED || next == INTERRUPTED;
            case RUNNING ->
                next == AWAITING_CONFIRMATION
                        || next == CONFIRMED
                        || next == REVERTING
                        || next == REVERTED
                        || next == INTERRUPTED;
            case AWAITING_CONFIRMATION -> next == CONFIRMED || next == REVERTING;
            case CONFIRMED, FAILED -> next == REVERTING;
            case REVERTING -> next == REVERTED || next == FAILED || next == INTERRUPTED;
            case INTERRUPTED -> next == RUNNING || next == REVERTING || next == REVERTED;
            case REVERTED -> false;
        };
    }

    /** Whether an engine works on the job, or should. */
    public boolean isUnderWay() {
        return UNDER_WAY.contains(this);
    }

    /** Whether nothing more happens by itself. */
    public boolean isEnded() {
        return ENDED.contains(this);
    }

    /** Whether no other job may begin meanwhile; a failed job holds the host until it is closed. */
    public boolean holdsHost() {
        return this != CONFIRMED && this != REVERTED;
    }
}
