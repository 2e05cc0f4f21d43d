package org.drawbridge.host.qrexec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dom0 agent and its way back hold against callers of all kinds; their tests are in their own language. */
@Tag("python")
class AgentProgramTests {

    private static final int MINUTES = 10;

    @ParameterizedTest
    @ValueSource(strings = {"agent_tests.py", "hostile_tests.py", "restore_tests.py"})
    void programWhenTestedHolds(String tests) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("python3", tests)
                .directory(new File("src/test/python"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(said).endsWith("\nOK\n");
        assertThat(process.exitValue()).isZero();
    }
}
