package org.drawbridge.web.job;

import java.time.Duration;
import org.drawbridge.job.JobView;
import org.drawbridge.job.StepState;
import org.drawbridge.web.Times;

/** One step as a line of the timeline. */
record StepRow(
        int seq,
        String title,
        String place,
        String state,
        String mark,
        String word,
        String took,
        boolean open,
        String output,
        String error) {

    static StepRow of(JobView.StepView step, Times times) {
        boolean active = step.state() == StepState.RUNNING || step.state() == StepState.REVERTING;
        String took = step.startedAt() == null || step.endedAt() == null
                ? ""
                : times.took(Duration.between(step.startedAt(), step.endedAt()));
        return new StepRow(
                step.seq(),
                withoutPlace(step.title(), step.place()),
                step.place(),
                step.state().word(),
                JobWords.mark(step.state()),
                JobWords.word(step.state()),
                took,
                active || !step.error().isEmpty(),
                step.output(),
                step.error());
    }

    /** The place has a column of its own. */
    private static String withoutPlace(String title, String place) {
        String prefix = place + ": ";
        return title.startsWith(prefix) ? title.substring(prefix.length()) : title;
    }

    /** Whether there is anything to unfold. */
    public boolean hasMore() {
        return open || !output.isEmpty();
    }
}
