package org.drawbridge.host.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.drawbridge.host.Host;
import org.drawbridge.host.Release;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The settings decide whether the lab is the host, and which. */
class LabConfigurationIntegrationTests {

    @TempDir
    Path data;

    @Test
    void hostWhenNothingIsSaidIsALabOfR42() {
        runner().run(context -> {
            assertThat(context.getBean(Host.class).status().release()).isEqualTo(Release.R4_2);
            assertThat(data.resolve("lab/lab.json")).exists();
            assertThat(context).hasSingleBean(LabFaults.class);
        });
    }

    @Test
    void hostWhenAnotherKindIsAskedForIsNoLab() {
        runner().withPropertyValues("drawbridge.host=dom0")
                .run(context -> assertThat(context).doesNotHaveBean(Host.class));
    }

    @Test
    void startWhenTheFolderHoldsAnotherReleaseFailsWithARemedy() {
        Lab.openOrCreate(data.resolve("lab"), Release.R2B2);

        runner().run(context -> {
            Throwable failure = context.getStartupFailure();
            assertThat(failure).rootCause().isInstanceOf(LabReleaseException.class);
            assertThat(new LabFailureAnalyzer().analyze(failure).getAction()).contains("--drawbridge.lab.release=R2B2");
        });
    }

    private ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withUserConfiguration(LabConfiguration.class)
                .withBean(Clock.class, Clock::systemUTC)
                .withPropertyValues("drawbridge.data=" + data);
    }
}
