package org.drawbridge.exposure;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.exposure.reach.Differences;
import org.drawbridge.exposure.reach.Reachability;

/** Who can reach whom through a net qube, and what a change to it opens and closes. */
public final class Exposure {

    private Exposure() {}

    /** What passes between all pairs of zones after a change and did not before, and the other way round. */
    public static Comparison compare(Situation before, Situation after) {
        return Differences.between(before, after);
    }

    /** The traffic between every two zones, in as few classes as say all. */
    public static List<Traffic> traffic(Situation situation) {
        Reachability reachability = Reachability.of(situation);
        List<Traffic> all = new ArrayList<>();
        for (Zone from : situation.zones()) {
            for (Zone to : situation.zones()) {
                if (!from.equals(to)) {
                    all.add(new Traffic(from.name(), to.name(), reachability.classes(from, to)));
                }
            }
        }
        return all;
    }

    /** The traffic from one zone to another, in as few classes as say all; nothing if they have no way to each other. */
    public static List<TrafficClass> traffic(Situation situation, Zone from, Zone to) {
        return Reachability.of(situation).classes(from, to);
    }
}
