package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobStateTests {

    @Test
    void wordOfEveryStateIsTheContracts() {
        assertThat(Arrays.stream(JobState.values()).map(JobState::word))
                .containsExactly(
                        "queued",
                        "running",
                        "awaiting-confirmation",
                        "confirmed",
                        "reverting",
                        "reverted",
                        "failed",
                        "interrupted");
    }

    @ParameterizedTest
    @EnumSource
    void ofWordWhenWordIsAStatesFindsIt(JobState state) {
        assertThat(JobState.ofWord(state.word())).isEqualTo(state);
    }

    @Test
    void canBecomeRevertingFromAllThatMayGoBack() {
        assertThat(Arrays.stream(JobState.values()).filter(state -> state.canBecome(JobState.REVERTING)))
                .containsExactly(
                        JobState.QUEUED,
                        JobState.RUNNING,
                        JobState.AWAITING_CONFIRMATION,
                        JobState.CONFIRMED,
                        JobState.FAILED,
                        JobState.INTERRUPTED);
    }

    @ParameterizedTest
    @EnumSource
    void canBecomeWhenJobWentBackIsNothingMore(JobState next) {
        assertThat(JobState.REVERTED.canBecome(next)).isFalse();
    }

    @Test
    void holdsHostWhenJobIsNeitherKeptNorTakenBack() {
        assertThat(Arrays.stream(JobState.values()).filter(state -> !state.holdsHost()))
                .containsExactly(JobState.CONFIRMED, JobState.REVERTED);
    }
}
