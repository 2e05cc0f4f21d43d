package org.drawbridge.job;

import java.util.ArrayList;
import java.util.List;

/** The moments of a run at which its process may go away, and the one at which it stands still until it does. */
final class CrashPoints {

    /** Never stands still. */
    static final int NONE = 0;

    private final int chosen;
    private final Runnable reached;
    private final List<String> names = new ArrayList<>();
    private Runnable witness = () -> {};

    /**
     * @param chosen the number of the point to stand still at, from 1
     * @param reached told when it stands there
     */
    CrashPoints(int chosen, Runnable reached) {
        this.chosen = chosen;
        this.reached = reached;
    }

    /** Goes past a point, or stands still at it for ever. */
    void pass(String name) {
        if (isChosen(name)) {
            standStill();
        }
    }

    /** Counts a point, and says whether it is the chosen one. */
    boolean isChosen(String name) {
        names.add(name);
        return names.size() == chosen;
    }

    /** Looks at how things stand when the run comes to stand still. */
    void witness(Runnable look) {
        witness = look;
    }

    void standStill() {
        witness.run();
        reached.run();
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException exception) {
            throw new AssertionError(exception);
        }
    }

    /** The points that were passed, in order. */
    List<String> names() {
        return names;
    }
}
