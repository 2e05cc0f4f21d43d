package org.drawbridge.plan;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of plans.
 *
 * @param planValid how long a plan may be applied after it was made
 */
@ConfigurationProperties("drawbridge")
record PlanProperties(@DefaultValue("PT1H") Duration planValid) {

    PlanProperties {
        if (!planValid.isPositive()) {
            throw new IllegalArgumentException(
                    "drawbridge.plan-valid is " + planValid + ": it must be longer than nothing.");
        }
    }
}
