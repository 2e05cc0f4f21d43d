package org.drawbridge.exposure.reach;

import org.drawbridge.exposure.Walk.Verdict;
import org.drawbridge.exposure.rule.PacketSet;

/**
 * Packets from one zone to another that end alike.
 *
 * @param packets as they were sent
 * @param verdict what becomes of them
 * @param decidedBy the rule that decides, or why none does
 * @param sourceRewritten whether they leave with another source address
 */
record Flow(PacketSet packets, Verdict verdict, String decidedBy, boolean sourceRewritten) {

    /** The same end for other packets. */
    Flow of(PacketSet others) {
        return new Flow(others, verdict, decidedBy, sourceRewritten);
    }

    boolean passes() {
        return verdict == Verdict.ACCEPT || verdict == Verdict.UNKNOWN;
    }
}
