package org.drawbridge.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.PowerState;
import org.drawbridge.name.QubeName;

/**
 * Brings qubes back to the power state they had, where no step does it: those that died during the job are started, and
 * those that were woken for the way back are shut down.
 */
final class PowerReturn {

    private static final int ATTEMPTS = 3;

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);

    private final Host host;

    private final Notes notes;

    private final Sleeper sleeper;

    PowerReturn(Host host, Notes notes, Sleeper sleeper) {
        this.host = host;
        this.notes = notes;
        this.sleeper = sleeper;
    }

    /** Does it for all qubes but those that are told already, and returns what is left, a sentence each. */
    List<String> settle(Run run, BackwardWalk walk) {
        List<String> left = new ArrayList<>();
        for (PowerBook.Noted noted : notes.power(run.job().id())) {
            if (!walk.tellsPowerOf(noted.qube())) {
                wanted(noted).ifPresent(state -> bring(run, walk, noted.qube(), state, left));
            }
        }
        return left;
    }

    private static Optional<PowerState> wanted(PowerBook.Noted noted) {
        return switch (PowerState.ofWord(noted.state())) {
            case RUNNING -> Optional.of(PowerState.RUNNING);
            case HALTED -> noted.woken() ? Optional.of(PowerState.HALTED) : Optional.empty();
            case OTHER -> Optional.empty();
        };
    }

    private void bring(Run run, BackwardWalk walk, QubeName qube, PowerState wanted, List<String> left) {
        for (int attempt = 1; ; attempt++) {
            try {
                if (PowerState.ofWord(host.state(qube)) == wanted) {
                    return;
                }
                if (wanted == PowerState.RUNNING) {
                    walk.boots().wake(qube);
                } else {
                    notes.record(run.lease(), Entries.power(run, qube, "shutdown", Outcome.INTENT));
                    host.shutdown(qube);
                }
                return;
            } catch (HostException | StepFailedException exception) {
                if (attempt == ATTEMPTS) {
                    left.add((wanted == PowerState.RUNNING
                                    ? "Start " + qube + ", which ran before."
                                    : "Shut " + qube + " down, which was halted before.")
                            + " It was not done: " + Reason.of(exception));
                    return;
                }
                Pause.of(sleeper, BETWEEN_ATTEMPTS);
            }
        }
    }
}
