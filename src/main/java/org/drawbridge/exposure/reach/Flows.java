package org.drawbridge.exposure.reach;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.exposure.Walk.Verdict;
import org.drawbridge.exposure.rule.ConnectionState;
import org.drawbridge.exposure.rule.Dimension;
import org.drawbridge.exposure.rule.IntervalSet;
import org.drawbridge.exposure.rule.PacketSet;

/** What becomes of all new connections between two zones, so told that two situations can be laid side by side. */
final class Flows {

    static final String NO_WAY = "no way leads there";
    static final String ELSEWHERE = "one of the two is not at this net qube";

    private Flows() {}

    /**
     * The flows of new connections.
     *
     * @param otherwise why packets are lost where there are no flows
     * @param sources the sources that both situations know; null if each has its own, which are then taken for the same
     * @param destinations the same for destinations
     */
    static List<Flow> comparable(
            List<Flow> flows,
            String otherwise,
            @org.jspecify.annotations.Nullable IntervalSet sources,
            @org.jspecify.annotations.Nullable IntervalSet destinations) {
        List<Flow> seen = new ArrayList<>();
        for (Flow flow : flows) {
            PacketSet packets = flow.packets().within(Dimension.STATE, ConnectionState.NEW.set());
            packets = common(packets, Dimension.SOURCE, sources);
            packets = common(packets, Dimension.DESTINATION, destinations);
            if (!packets.isEmpty()) {
                seen.add(flow.of(packets));
            }
        }
        PacketSet all = PacketSet.all().within(Dimension.STATE, ConnectionState.NEW.set());
        all = sources == null ? all : all.within(Dimension.SOURCE, sources);
        all = destinations == null ? all : all.within(Dimension.DESTINATION, destinations);
        return parted(seen, all, otherwise);
    }

    /** The flows, each packet of which has one end only; where there are none, all are lost for this reason. */
    static List<Flow> parted(List<Flow> flows, PacketSet all, String otherwise) {
        return flows.isEmpty() ? List.of(new Flow(all, Verdict.DROP, otherwise, false)) : flows;
    }

    private static PacketSet common(
            PacketSet packets, Dimension dimension, @org.jspecify.annotations.Nullable IntervalSet known) {
        return known == null ? packets.with(dimension, dimension.all()) : packets.within(dimension, known);
    }
}
