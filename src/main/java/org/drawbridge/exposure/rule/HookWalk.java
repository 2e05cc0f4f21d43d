package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.exposure.rule.BaseChain.Kind;
import org.jspecify.annotations.Nullable;

/** Sends packets through all chains of one hook, from the lowest priority on. */
public final class HookWalk {

    private static final String LOOPBACK = "lo";

    private final Program program;
    private final IntervalSet translatedStates;

    /**
     * @param translatedStates the states of packets whose address translation is that of their connection's first
     *     packet going the same way
     */
    public HookWalk(Program program, IntervalSet translatedStates) {
        this.program = program;
        this.translatedStates = translatedStates;
    }

    /** What becomes of these packets at this place. */
    public HookResult walk(PacketSet packets, Crossing at, boolean bridge) {
        HookResult result = new HookResult();
        List<PacketSet> left = List.of(packets);
        Dimension changed = changedAt(at.hook());
        for (BaseChain chain : program.at(at.hook(), bridge)) {
            List<PacketSet> next = new ArrayList<>();
            for (PacketSet each : left) {
                if (chain.kind() == Kind.NAT) {
                    translate(chain, each, at, changed, next, result);
                } else {
                    filter(chain, each, at, next, result);
                }
            }
            left = next;
        }
        left.forEach(result::accept);
        return result;
    }

    private void translate(
            BaseChain chain,
            PacketSet packets,
            Crossing at,
            Dimension changed,
            List<PacketSet> next,
            HookResult result) {
        if (isLooped(at) || packets.translated(changed)) {
            next.add(packets);
            return;
        }
        Split split = Split.within(packets, Dimension.STATE, translatedStates);
        next.addAll(split.no());
        split.yes().forEach(each -> first(chain, each, at, next, result));
    }

    /** Translation looks at the first packet of a connection, whatever the state of the one that is asked for. */
    private static void first(
            BaseChain chain, PacketSet packets, Crossing at, List<PacketSet> next, HookResult result) {
        IntervalSet states = packets.get(Dimension.STATE);
        HookResult own =
                new ChainWalk(chain, at.tracked(true)).walk(packets.with(Dimension.STATE, ConnectionState.NEW.set()));
        own.accepted().forEach(each -> next.add(each.with(Dimension.STATE, states)));
        result.addLost(own);
    }

    /** Whether packets were seen on their way out already, connection tracking included. */
    private static boolean isLooped(Crossing at) {
        Crossing.@Nullable Device in = at.in();
        return in != null && in.name().equals(LOOPBACK);
    }

    private void filter(BaseChain chain, PacketSet packets, Crossing at, List<PacketSet> next, HookResult result) {
        HookResult own = new ChainWalk(chain, at.tracked(chain.seesState() || isLooped(at))).walk(packets);
        next.addAll(own.accepted());
        result.addLost(own);
    }

    /** The kernel translates each end of a connection once only; what comes in by the loopback interface went out before. */
    private static Dimension changedAt(Hook hook) {
        return switch (hook) {
            case INGRESS, PREROUTING, FORWARD, OUTPUT -> Dimension.DESTINATION;
            case INPUT, POSTROUTING -> Dimension.SOURCE;
        };
    }
}
