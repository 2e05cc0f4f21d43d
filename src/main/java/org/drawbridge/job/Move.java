package org.drawbridge.job;

import java.util.Optional;
import org.drawbridge.plan.Content;

/**
 * What is to be done for a step, after a look at the host.
 *
 * @param seen what the look found in the place of a change's artifact, where that is about to be overwritten
 * @param work does it, and reads back whether it is so
 * @param needed whether there is anything to do
 */
record Move(Optional<Content> seen, Runnable work, boolean needed) {

    /** Nothing is to be done any more. */
    static Move none() {
        return new Move(Optional.empty(), () -> {}, false);
    }

    /** Something that was seen is overwritten. */
    static Move over(Content seen, Runnable work) {
        return new Move(Optional.of(seen), work, true);
    }

    static Move of(Runnable work) {
        return new Move(Optional.empty(), work, true);
    }
}
