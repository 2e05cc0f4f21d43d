package org.drawbridge.host;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drawbridge.name.QubeName;

/** What the console's link to its host is made of, and what a policy in between lets through, as far as that was seen. */
public interface HostLink {

    /** What the link is made of, in the order in which people look at it; told without asking the host. */
    List<Fact> facts();

    /** The calls that the console needs, in the order of the policy's file; none where no policy stands in between. */
    default List<Call> calls() {
        return List.of();
    }

    /** Makes the calls that only look, so that what is told of them is of this moment; without effect where there are none. */
    default void check() {}

    /**
     * One thing that the link is made of.
     *
     * @param what it, such as {@code The tool qvm-run}
     * @param value where or what it is, such as {@code /usr/bin/qvm-run}
     * @param remark a sentence on it: where it was told, or what to do about it; may be empty
     * @param good whether all is well with it
     */
    record Fact(String what, String value, String remark, boolean good) {}

    /**
     * One line of the policy.
     *
     * @param line the line as it stands in the policy's file
     * @param why what it is for, as a sentence
     * @param last how the last call went that it is about; absent where there was none since the console started
     */
    record Call(String line, String why, Optional<Outcome> last) {

        public boolean isRefused() {
            return last.filter(outcome -> !outcome.allowed()).isPresent();
        }
    }

    /**
     * How a call went.
     *
     * @param allowed whether it was let through
     * @param about the qube that it was about
     */
    record Outcome(boolean allowed, QubeName about, Instant at) {}
}
