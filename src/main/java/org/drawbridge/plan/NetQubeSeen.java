package org.drawbridge.plan;

import java.util.List;
import org.drawbridge.exposure.Situation;

/**
 * A net qube as far as it could be seen.
 *
 * @param situation its rules, interfaces and surroundings
 * @param assumed what could not be seen and was taken to be as it usually is, in sentences
 */
public record NetQubeSeen(Situation situation, List<String> assumed) {
    public NetQubeSeen {
        assumed = List.copyOf(assumed);
    }
}
