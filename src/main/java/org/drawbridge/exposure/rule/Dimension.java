package org.drawbridge.exposure.rule;

/** One of the things in which packets differ that are on the same way. */
public enum Dimension {
    SOURCE(0, 0xffff_ffffL),
    DESTINATION(1, 0xffff_ffffL),
    PROTOCOL(2, 255),
    SOURCE_PORT(3, 65535),
    DESTINATION_PORT(4, 65535),
    /** Type and code of an ICMP packet, as type × 256 + code. */
    ICMP(5, 65535),
    /** The number of a {@link ConnectionState}. */
    STATE(6, ConnectionState.GREATEST);

    static final int COUNT = 7;

    private final int index;
    private final long greatest;

    Dimension(int index, long greatest) {
        this.index = index;
        this.greatest = greatest;
    }

    int index() {
        return index;
    }

    /** Every number that there is in this dimension. */
    public IntervalSet all() {
        return IntervalSet.range(0, greatest);
    }
}
