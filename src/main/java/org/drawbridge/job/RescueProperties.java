package org.drawbridge.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the host's own way back.
 *
 * @param applyLimit how long a job may take its steps, or go back, before the host goes back by itself
 */
@ConfigurationProperties("drawbridge.rescue")
record RescueProperties(@DefaultValue("PT15M") Duration applyLimit) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private static final Duration LONGEST = Duration.ofHours(4);

    RescueProperties {
        if (applyLimit.compareTo(SHORTEST) < 0 || applyLimit.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("drawbridge.rescue.apply-limit is " + applyLimit
                    + ". A job may take from 1 min to 4 h: write it as PT15M for fifteen minutes.");
        }
    }
}
