package org.drawbridge.host.qrexec;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.drawbridge.host.HostLink;
import org.drawbridge.name.QubeName;

/** Remembers of each line of the policy how the last call went that it is about. */
final class CallBook {

    private final Clock clock;
    private final Map<PolicyRule, HostLink.Outcome> outcomes = new ConcurrentHashMap<>();

    CallBook(Clock clock) {
        this.clock = clock;
    }

    void went(String call, QubeName about, boolean allowed) {
        QrexecPolicy.RULES.stream()
                .filter(rule -> rule.covers(call, about))
                .forEach(rule -> outcomes.put(rule, new HostLink.Outcome(allowed, about, clock.instant())));
    }

    Optional<HostLink.Outcome> last(PolicyRule rule) {
        return Optional.ofNullable(outcomes.get(rule));
    }
}
