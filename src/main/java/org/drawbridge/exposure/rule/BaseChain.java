package org.drawbridge.exposure.rule;

/**
 * A chain that the kernel itself calls.
 *
 * @param table the table it is in
 * @param name its name
 * @param kind what it is for
 * @param bridge whether it looks at frames in a bridge, not at IP packets
 * @param hook where it is called
 * @param priority chains of a hook are called from the lowest on
 * @param policy what becomes of packets that no rule decided; accept or drop
 */
public record BaseChain(
        TableChains table, String name, Kind kind, boolean bridge, Hook hook, long priority, Target policy) {

    /** From this priority on connection tracking has seen the packet. */
    static final long CONNECTION_TRACKING = -200;

    /** What a chain is for. */
    public enum Kind {
        /** The main filter: its accepting rules count as deciding. */
        FILTER,
        /** Another place to drop packets; accepting there decides nothing. */
        EARLY,
        /** Address translation: it sees the first packet of a connection only. */
        NAT
    }

    boolean seesState() {
        return (hook != Hook.PREROUTING && hook != Hook.OUTPUT) || priority > CONNECTION_TRACKING;
    }
}
