package org.drawbridge.web.patch;

import org.drawbridge.plan.PatchTrial;
import org.drawbridge.web.plan.PlanDiff;

/**
 * What would become of a patch on the host, as its page shows it.
 *
 * @param mark the mark that the outcome has
 * @param word the mark in words
 * @param diff how the target would change; without lines where it would not
 */
record TrialView(PatchTrial trial, String mark, String word, PlanDiff diff) {

    static TrialView of(PatchTrial trial) {
        PlanDiff diff = PlanDiff.ofText(trial.diff(), false);
        return switch (trial.outcome()) {
            case APPLIES -> new TrialView(trial, "done", "fits", diff);
            case ALREADY_APPLIED -> new TrialView(trial, "note", "is applied already", diff);
            case DOES_NOT_APPLY -> new TrialView(trial, "blocker", "does not fit", diff);
            case NO_TARGET -> new TrialView(trial, "blocker", "has no target", diff);
        };
    }
}
