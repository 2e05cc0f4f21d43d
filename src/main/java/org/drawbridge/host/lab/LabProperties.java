package org.drawbridge.host.lab;

import java.time.Duration;
import org.drawbridge.host.Release;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the lab host.
 *
 * @param release which release of Qubes it is
 * @param qubes how many qubes it has; up to 12 are the hand-made ones, any more are {@code load-0001} and so on
 * @param stepDelay how long it waits before every write and command
 */
@ConfigurationProperties("drawbridge.lab")
public record LabProperties(
        @DefaultValue("R4.2") String release,
        @DefaultValue("12") int qubes,
        @DefaultValue("0s") Duration stepDelay) {

    private static final int MOST = 10_000;

    public LabProperties {
        if (Release.ofLabel(release).isEmpty()) {
            throw new IllegalArgumentException(
                    "drawbridge.lab.release is " + release + ": it must be R2B2, R4.1, R4.2 or R4.3.");
        }
        if (qubes < 0 || qubes > MOST) {
            throw new IllegalArgumentException(
                    "drawbridge.lab.qubes is " + qubes + ": it must be from 0 to " + MOST + ".");
        }
        if (stepDelay.isNegative()) {
            throw new IllegalArgumentException(
                    "drawbridge.lab.step-delay is " + stepDelay + ": it must not be negative.");
        }
    }

    /** The release as a value. */
    public Release releaseValue() {
        return Release.ofLabel(release).orElseThrow();
    }
}
