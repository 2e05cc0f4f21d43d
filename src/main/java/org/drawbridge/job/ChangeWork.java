package org.drawbridge.job;

import org.drawbridge.plan.Content;
import org.drawbridge.plan.HostCheck.Verdict;
import org.drawbridge.plan.Step;

/** Makes one artifact become another, or what it was: looks first, writes, and reads back. */
final class ChangeWork {

    private final Artifacts artifacts;

    ChangeWork(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    /**
     * What is to be done on the way there.
     *
     * @throws ForeignHandException when the artifact is not what the plan was made from
     */
    Move on(Step.Change step, Standing standing) {
        Content found = artifacts.read(step.artifact());
        if (standing != Standing.NOT_BEGUN && Contents.same(found, step.after())) {
            return Move.none();
        }
        boolean torn = standing == Standing.UNSURE && Contents.torn(found, step.before(), step.after());
        if (!torn && !Contents.asPlanned(found, step.before())) {
            throw new ForeignHandException(LeftOver.name(step.artifact())
                    + " is not as it was when the plan was made. Look at what changed it and plan again.");
        }
        return Move.over(found, () -> become(step, found, step.after()));
    }

    /**
     * What is to be done on the way back.
     *
     * @throws ForeignHandException when the artifact is neither what it was nor what the job made of it
     */
    Move back(Step.Change step, Standing standing) {
        Content found = artifacts.read(step.artifact());
        if (Contents.same(found, step.before())) {
            return Move.none();
        }
        boolean ours = Contents.sameBytes(found, step.after()) || Contents.sameBytes(found, step.before());
        if (!ours && !(standing == Standing.UNSURE && isTorn(step, found))) {
            throw new ForeignHandException(LeftOver.name(step.artifact())
                    + " was changed by another hand after this job changed it, so it was left as it is.");
        }
        return Move.over(found, () -> become(step, found, step.before()));
    }

    Verdict look(Step.Change step) {
        Content found = artifacts.read(step.artifact());
        if (Contents.same(found, step.after())) {
            return Verdict.DONE;
        }
        return Contents.same(found, step.before()) ? Verdict.NOT_BEGUN : Verdict.TORN;
    }

    private void become(Step.Change step, Content found, Content wanted) {
        artifacts.put(step.artifact(), found, wanted);
        if (!Contents.same(artifacts.read(step.artifact()), wanted)) {
            throw new StepFailedException(LeftOver.name(step.artifact())
                    + " was changed, but reads back as something else. Look at it on the host.");
        }
    }

    private static boolean isTorn(Step.Change step, Content found) {
        return Contents.torn(found, step.before(), step.after()) || Contents.torn(found, step.after(), step.before());
    }
}
