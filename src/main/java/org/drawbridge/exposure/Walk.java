package org.drawbridge.exposure;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one packet.
 *
 * @param verdict what becomes of it in one word
 * @param reason the same as a sentence
 * @param deliveredTo the ports where it comes out at another host than its sender
 * @param local whether it reaches the net qube itself
 * @param sourceRewritten whether it leaves with another source address
 * @param translation what address translation did, as {@code 192.0.2.1 → 10.0.0.1}; null if nothing
 * @param path its way, step by step
 */
public record Walk(
        Verdict verdict,
        String reason,
        List<String> deliveredTo,
        boolean local,
        boolean sourceRewritten,
        @Nullable String translation,
        List<WalkStep> path) {

    public Walk {
        deliveredTo = List.copyOf(deliveredTo);
        path = List.copyOf(path);
    }

    /** What can become of a packet. */
    public enum Verdict {
        ACCEPT,
        DROP,
        REJECT,
        UNKNOWN
    }

    /** Whether it comes out at another host than its sender; a packet for the net qube itself never does. */
    public boolean delivered() {
        return !deliveredTo.isEmpty();
    }

    /** The rules that ended its way through a filter, in order, each once. */
    public List<WalkStep> decidedBy() {
        return path.stream().filter(WalkStep::decides).distinct().toList();
    }
}
