package org.drawbridge.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Which arguments ask for a sub-command and which for the console. */
class DrawbridgeCommandTests {

    @Test
    void consoleIsStartedWhenNoSubCommandIsNamed() {
        assertThat(DrawbridgeCommand.run()).isEqualTo(OptionalInt.empty());
        assertThat(DrawbridgeCommand.run("serve", "--server.port=0")).isEqualTo(OptionalInt.empty());
        assertThat(DrawbridgeCommand.run("--server.port=0")).isEqualTo(OptionalInt.empty());
    }

    @Test
    void settingsAreWhatStandsBehindServeWhenItIsNamed() {
        assertThat(DrawbridgeCommand.settings("serve", "--server.port=0")).containsExactly("--server.port=0");
        assertThat(DrawbridgeCommand.settings("--server.port=0")).containsExactly("--server.port=0");
        assertThat(DrawbridgeCommand.settings()).isEmpty();
    }

    @Test
    void exitCodeTellsWhenAFileOfCasesCannotBeRead() {
        assertThat(DrawbridgeCommand.run("exposure", "src/test/resources/nowhere.json"))
                .isEqualTo(OptionalInt.of(1));
        assertThat(DrawbridgeCommand.run("exposure")).isEqualTo(OptionalInt.of(2));
    }
}
