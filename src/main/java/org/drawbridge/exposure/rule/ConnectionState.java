package org.drawbridge.exposure.rule;

/** What the kernel's connection tracking says of a packet. */
public enum ConnectionState {
    NEW(0),
    ESTABLISHED(1),
    RELATED(2),
    INVALID(3),
    UNTRACKED(4);

    static final int GREATEST = 4;

    private final int number;

    ConnectionState(int number) {
        this.number = number;
    }

    /** The set of this state alone, in its dimension. */
    public IntervalSet set() {
        return IntervalSet.single(number);
    }
}
