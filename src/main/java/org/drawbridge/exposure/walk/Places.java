package org.drawbridge.exposure.walk;

import org.drawbridge.exposure.Topology;
import org.drawbridge.exposure.rule.Crossing.Cast;
import org.drawbridge.exposure.rule.Crossing.LocalAddresses;
import org.drawbridge.exposure.rule.Hook;

/** The places of one net qube where rules look at packets. */
record Places(Topology topology, LocalAddresses addresses) {

    Place at(Hook hook, Cast cast) {
        return Place.of(topology, addresses, hook, cast);
    }
}
