package org.drawbridge.job;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.drawbridge.host.HostException;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.HostCheck.Verdict;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Step;
import org.jspecify.annotations.Nullable;

/** Tells of each step of a job that was cut off whether it was not begun, is done, or is torn: by looking at the host. */
final class Classifier {

    private static final String JOURNAL = "the journal";

    private static final String HOST = "looked at on the host";

    private final ChangeWork changes;

    private final ActionWork actions;

    private final Journal journal;

    Classifier(ChangeWork changes, ActionWork actions, Journal journal) {
        this.changes = changes;
        this.actions = actions;
        this.journal = journal;
    }

    List<StepOnHost> classify(long job, Plan plan) {
        Map<Integer, Standing> standings = journal.standings(job);
        Map<Artifact, Integer> lastToTouch = new HashMap<>();
        plan.changes().stream()
                .filter(change -> standings.getOrDefault(change.seq(), Standing.NOT_BEGUN) != Standing.NOT_BEGUN)
                .forEach(change -> lastToTouch.put(change.artifact(), change.seq()));
        return plan.steps().stream()
                .map(step -> classify(step, standings.getOrDefault(step.seq(), Standing.NOT_BEGUN), lastToTouch))
                .toList();
    }

    private StepOnHost classify(Step step, Standing standing, Map<Artifact, Integer> lastToTouch) {
        if (standing == Standing.NOT_BEGUN) {
            return tell(step, Verdict.NOT_BEGUN, JOURNAL);
        }
        try {
            return switch (step) {
                case Step.Change change -> classify(change, lastToTouch.get(change.artifact()));
                case Step.Action action -> classify(action, standing);
            };
        } catch (HostException exception) {
            return new StepOnHost(step.seq(), step.title(), "unknown", Reason.of(exception));
        }
    }

    private StepOnHost classify(Step.Change change, @Nullable Integer last) {
        return last != null && last == change.seq()
                ? tell(change, changes.look(change), HOST)
                : tell(change, Verdict.DONE, "the journal: a later step built on it");
    }

    private StepOnHost classify(Step.Action action, Standing standing) {
        if (action.check().isPresent()) {
            return tell(action, actions.look(action), HOST);
        }
        return tell(action, standing == Standing.DONE ? Verdict.DONE : Verdict.TORN, JOURNAL);
    }

    private static StepOnHost tell(Step step, Verdict verdict, String evidence) {
        String word = verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new StepOnHost(step.seq(), step.title(), word, evidence);
    }
}
