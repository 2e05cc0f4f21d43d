package org.drawbridge.exposure;

import java.util.List;

/**
 * All traffic from one zone to another.
 *
 * @param from the name of the zone that sends
 * @param to the name of the zone that it is for
 * @param classes what becomes of it, in classes of which no two could be one; none if they have no way to each other
 */
public record Traffic(String from, String to, List<TrafficClass> classes) {
    public Traffic {
        classes = List.copyOf(classes);
    }
}
