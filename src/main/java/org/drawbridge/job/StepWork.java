package org.drawbridge.job;

import org.drawbridge.host.OutputListener;
import org.drawbridge.plan.Step;

/** Finds out what is to be done for a step of either kind. */
final class StepWork {

    private final ChangeWork changes;

    private final ActionWork actions;

    private final Journal journal;

    StepWork(ChangeWork changes, ActionWork actions, Journal journal) {
        this.changes = changes;
        this.actions = actions;
        this.journal = journal;
    }

    Move on(Run run, Step step, Standing standing) {
        return switch (step) {
            case Step.Change change -> changes.on(change, standing);
            case Step.Action action -> actions.on(action, standing, listener(run, step));
        };
    }

    Move back(Run run, Step step, Standing standing) {
        return switch (step) {
            case Step.Change change -> changes.back(change, standing);
            case Step.Action action -> actions.back(action, standing, listener(run, step));
        };
    }

    private OutputListener listener(Run run, Step step) {
        return line -> journal.output(run.lease(), step, line);
    }
}
