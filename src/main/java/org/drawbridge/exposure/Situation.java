package org.drawbridge.exposure;

import java.util.List;

/**
 * A net qube as it is, or as it would be.
 *
 * @param rules the rules in force
 * @param topology its interfaces and routes
 * @param zones who is around it
 */
public record Situation(Ruleset rules, Topology topology, List<Zone> zones) {
    public Situation {
        zones = List.copyOf(zones);
    }
}
