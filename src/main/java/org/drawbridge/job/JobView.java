package org.drawbridge.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as people and scripts see it.
 *
 * @param id its number
 * @param kind what it is for
 * @param state how it stands
 * @param plan the plan that it runs
 * @param profile the profile that the plan is for
 * @param profileName that profile's name when the plan was made
 * @param by who started it
 * @param createdAt when it was asked for
 * @param startedAt when it began, or null
 * @param endedAt when it came to its last state, or null
 * @param confirmWithin how long it waits for a person before it goes back
 * @param confirmBy until when it waits, or null where it does not
 * @param hostUntil when the host goes back by itself, by its own clock, or null where it does not
 * @param until until when it stays on the host once it is kept, or null for as long as nobody takes it away
 * @param closedAt when an administrator gave up on it, or null
 * @param cause why it went back or stopped, or the empty text
 * @param left what could not be put back, a sentence each
 * @param steps what it does, in order
 * @param probes what was looked at before and after
 */
public record JobView(
        long id,
        JobKind kind,
        JobState state,
        UUID plan,
        long profile,
        String profileName,
        String by,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Duration confirmWithin,
        @Nullable Instant confirmBy,
        @Nullable Instant hostUntil,
        @Nullable Instant until,
        @Nullable Instant closedAt,
        String cause,
        List<String> left,
        List<StepView> steps,
        List<ProbeView> probes) {

    public JobView {
        left = List.copyOf(left);
        steps = List.copyOf(steps);
        probes = List.copyOf(probes);
    }

    /** Whether it keeps others from the host now. */
    @JsonIgnore
    public boolean holdsHost() {
        return state.holdsHost() && closedAt == null;
    }

    /** Whether nothing more happens by itself. */
    @JsonIgnore
    public boolean isEnded() {
        return state.isEnded();
    }

    /** Whether a person may ask for the way back now. */
    @JsonIgnore
    public boolean canGoBack() {
        return state.canBecome(JobState.REVERTING) && closedAt == null && !isForGood();
    }

    /** Whether it put stock packages back, which nothing takes out again. */
    @JsonIgnore
    public boolean isForGood() {
        return kind == JobKind.RESTORE_PACKAGES && state == JobState.CONFIRMED;
    }

    /**
     * One step.
     *
     * @param seq its number in the plan
     * @param title a line that names it
     * @param place where it happens
     * @param state how it stands
     * @param startedAt when it was last begun, or null
     * @param endedAt when it last ended, or null
     * @param output what its command said, bounded
     * @param error why it did not work, or the empty text
     */
    public record StepView(
            int seq,
            String title,
            String place,
            StepState state,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            String output,
            String error) {}

    /**
     * One probe.
     *
     * @param claim what it looks for
     * @param before what was found before the first step
     * @param beforeEvidence what was seen then
     * @param after what was found after the last step
     * @param afterEvidence what was seen then
     */
    public record ProbeView(
            String claim, ProbeVerdict before, String beforeEvidence, ProbeVerdict after, String afterEvidence) {}
}
