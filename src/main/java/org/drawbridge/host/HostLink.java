package org.drawbridge.host;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drawbridge.name.QubeName;

/** What the host's policy lets the console do, as far as that was seen; only a console behind a policy has such a link. */
public interface HostLink {

    /** The qube that the console runs in. */
    QubeName console();

    /** The calls that the console needs, in the order of the policy's file. */
    List<Call> calls();

    /** Makes the calls that only look, so that what is told of them is of this moment. */
    void check();

    /**
     * One line of the policy.
     *
     * @param line the line as it stands in the policy's file
     * @param why what it is for, as a sentence
     * @param last how the last call went that it is about; absent where there was none since the console started
     */
    record Call(String line, String why, Optional<Outcome> last) {}

    /**
     * How a call went.
     *
     * @param allowed whether it was let through
     * @param about the qube that it was about
     */
    record Outcome(boolean allowed, QubeName about, Instant at) {}
}
