package org.drawbridge.job;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.host.Host;

/**
 * Takes a job's steps back in reverse order, as far as the journal and the host say that they happened.
 *
 * <p>What cannot be taken back is told and the rest goes on, except where that would build on what is left.
 */
final class BackwardRun {

    private final Host host;

    private final StepWork work;

    private final Journal journal;

    private final Notes notes;

    private final Rescue rescue;

    private final PowerReturn power;

    private final CardReturn cards;

    private final Sleeper sleeper;

    BackwardRun(Host host, StepWork work, Journal journal, Notes notes, Rescue rescue, Sleeper sleeper) {
        this.host = host;
        this.work = work;
        this.journal = journal;
        this.notes = notes;
        this.rescue = rescue;
        this.power = new PowerReturn(host, notes, sleeper);
        this.cards = new CardReturn(host, notes);
        this.sleeper = sleeper;
    }

    /** Goes back as far as it goes and returns what is left to do by hand, a sentence each. */
    List<String> go(Run run) {
        if (run.job().confirmedAt() != null && !journal.hasGoneBack(run.job().id())) {
            notes.powerAgain(run.lease(), host);
        }
        BackwardWalk walk = new BackwardWalk(run, host, work, journal, notes, cards, rescue, sleeper);
        List<String> left = new ArrayList<>(walk.go());
        left.addAll(power.settle(run, walk));
        left.addAll(cards.settle(run));
        return left;
    }
}
