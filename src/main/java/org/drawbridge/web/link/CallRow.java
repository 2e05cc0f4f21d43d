package org.drawbridge.web.link;

import java.time.Instant;
import org.drawbridge.host.HostLink;
import org.jspecify.annotations.Nullable;

/**
 * A line of the policy as its row shows it.
 *
 * @param line the line
 * @param why what it is for
 * @param mark how the last call went, as a badge's mark
 * @param word the same in a word
 * @param about the qube that it was about, or empty
 * @param at when it was, or null where there was none
 */
record CallRow(
        String line,
        String why,
        String mark,
        String word,
        String about,
        @Nullable Instant at) {

    static CallRow of(HostLink.Call call) {
        return call.last()
                .map(last -> new CallRow(
                        call.line(),
                        call.why(),
                        last.allowed() ? "done" : "wrong",
                        last.allowed() ? "allowed" : "refused",
                        last.about().value(),
                        last.at()))
                .orElseGet(() -> new CallRow(call.line(), call.why(), "note", "not tried", "", null));
    }
}
