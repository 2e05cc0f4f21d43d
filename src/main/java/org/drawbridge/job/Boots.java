package org.drawbridge.job;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;

/** Starts qubes on the way back: each from what it had before the job, and none behind a net qube that nobody looked after. */
final class Boots {

    private static final int MOST = 3;

    private final Run run;

    private final Host host;

    private final Notes notes;

    private final CardReturn cards;

    private final BackwardWalk walk;

    private final Map<QubeName, Integer> counts = new HashMap<>();

    Boots(Run run, Host host, Notes notes, CardReturn cards, BackwardWalk walk) {
        this.run = run;
        this.host = host;
        this.notes = notes;
        this.cards = cards;
        this.walk = walk;
    }

    /** Starts the qube where it does not run, and takes back what its boot did. */
    void wake(QubeName qube) {
        if (isRunning(qube)) {
            return;
        }
        if (counts.merge(qube, 1, Integer::sum) > MOST) {
            throw new StepFailedException(
                    qube + " was started " + MOST + " times and did not keep running. Look at what ends it.");
        }
        makeReady(qube);
        notes.woken(run.lease(), qube, Entries.power(run, qube, "start", Outcome.INTENT));
        host.start(qube);
        walk.booted(qube);
    }

    /**
     * Makes sure that the qube would boot from what was there before the job, and behind a net qube that runs; a template whose
     * net qube boots from it does without network meanwhile.
     *
     * @throws StepFailedException when what it boots from could not be put back
     */
    void makeReady(QubeName qube) {
        if (isRunning(qube)) {
            return;
        }
        for (QubeName template : chain(qube, QubeReport::template)) {
            walk.goIn(Place.in(template));
            if (walk.hasLeft(Place.in(template))) {
                throw new StepFailedException(qube + " was not started, since " + template
                        + ", from which it boots, is not as it was. Put that back first.");
            }
            rest(template);
        }
        for (QubeName netvm : chain(qube, QubeReport::netvm)) {
            if (chain(netvm, QubeReport::template).contains(qube) && !isRunning(netvm)) {
                cards.detach(run, qube);
                return;
            }
            if (walk.isIn(Place.in(netvm))) {
                wake(netvm);
            }
        }
    }

    /** What was written in a template counts once it is halted; so one that was only started to write there is shut down. */
    private void rest(QubeName template) {
        boolean woken = notes.power(run.job().id()).stream()
                .filter(noted -> noted.qube().equals(template))
                .anyMatch(noted -> noted.woken() && PowerState.ofWord(noted.state()) == PowerState.HALTED);
        if (woken && isRunning(template)) {
            notes.record(run.lease(), Entries.power(run, template, "shutdown", Outcome.INTENT));
            host.shutdown(template);
        }
    }

    /** Whether the qube runs, as far as the host answers. */
    boolean runs(QubeName qube) {
        try {
            return isRunning(qube);
        } catch (HostException exception) {
            return false;
        }
    }

    private boolean isRunning(QubeName qube) {
        return host.qube(qube)
                .map(QubeReport::power)
                .filter(PowerState.RUNNING::equals)
                .isPresent();
    }

    private Set<QubeName> chain(QubeName first, Function<QubeReport, @Nullable QubeName> next) {
        Set<QubeName> chain = new LinkedHashSet<>();
        Optional<QubeName> each = host.qube(first).map(next);
        while (each.isPresent() && chain.add(each.get())) {
            each = host.qube(each.get()).map(next);
        }
        chain.remove(first);
        return chain;
    }
}
