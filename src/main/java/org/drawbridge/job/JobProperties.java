package org.drawbridge.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of jobs.
 *
 * @param confirmWithin how long a job waits for a person before it goes back, where the person named nothing else
 * @param onInterrupted what happens at start with a job that was cut off
 */
@ConfigurationProperties("drawbridge")
record JobProperties(
        @DefaultValue("PT2M") Duration confirmWithin,
        @DefaultValue("ask") OnInterrupted onInterrupted) {

    JobProperties {
        if (!Jobs.isPossible(confirmWithin)) {
            throw new IllegalArgumentException(
                    "drawbridge.confirm-within is " + confirmWithin + ". " + Jobs.CONFIRM_WITHIN);
        }
    }
}
