package org.drawbridge.web.job;

import java.time.Instant;
import org.drawbridge.job.JobKind;
import org.drawbridge.job.JobState;
import org.drawbridge.job.JobView;
import org.drawbridge.job.ProbeVerdict;
import org.drawbridge.job.StepState;
import org.drawbridge.web.Times;

/** The words and signs under which pages show how jobs stand. */
final class JobWords {

    private JobWords() {}

    static String mark(JobState state) {
        return switch (state) {
            case QUEUED, RUNNING, REVERTING -> "running";
            case AWAITING_CONFIRMATION -> "waiting";
            case CONFIRMED -> "done";
            case REVERTED -> "note";
            case FAILED, INTERRUPTED -> "wrong";
        };
    }

    static String word(JobState state) {
        return switch (state) {
            case QUEUED -> "about to begin";
            case RUNNING -> "running";
            case AWAITING_CONFIRMATION -> "waits for you";
            case CONFIRMED -> "kept";
            case REVERTING -> "going back";
            case REVERTED -> "went back";
            case FAILED -> "something is left to do";
            case INTERRUPTED -> "cut off";
        };
    }

    static String mark(StepState state) {
        return switch (state) {
            case PENDING -> "";
            case RUNNING, REVERTING -> "running";
            case DONE -> "done";
            case REVERTED -> "removed";
            case FAILED, LEFT -> "wrong";
        };
    }

    static String word(StepState state) {
        return switch (state) {
            case PENDING -> "not begun";
            case RUNNING -> "running";
            case DONE -> "done";
            case FAILED -> "did not work";
            case REVERTING -> "being taken back";
            case REVERTED -> "taken back";
            case LEFT -> "left as it is";
        };
    }

    static String mark(ProbeVerdict verdict) {
        return switch (verdict) {
            case HOLDS -> "done";
            case FAILS -> "wrong";
            case NOT_ASKED, PENDING -> "";
        };
    }

    /** Before a job nothing of what it brings about needs to hold. */
    static String markBefore(ProbeVerdict verdict) {
        return verdict == ProbeVerdict.FAILS ? "" : mark(verdict);
    }

    static String word(ProbeVerdict verdict) {
        return switch (verdict) {
            case HOLDS -> "so";
            case FAILS -> "not so";
            case NOT_ASKED -> "not asked";
            case PENDING -> "not looked at yet";
        };
    }

    /** What the job does, such as {@code raises the bridge “office”}. */
    static String purpose(JobView job) {
        return switch (job.kind()) {
            case APPLY -> "raises the bridge “" + job.profileName() + "”";
            case REMOVE -> "takes away the bridge “" + job.profileName() + "”";
            case RESTORE_PACKAGES -> "puts back the stock packages " + job.profileName();
        };
    }

    /** What happens to a job that waits when its time is over, and who does it where the console is gone by then. */
    static String atZero(JobView job, Times times) {
        Instant by = job.confirmBy();
        Instant host = job.hostUntil();
        String console = by == null
                ? "is done."
                : "is done. Unless you keep it, everything that it changed goes back by itself at " + times.moment(by)
                        + ".";
        return host == null
                ? console
                : console + " Were this console gone by then, the host would go back by itself at " + times.moment(host)
                        + ".";
    }

    /** What is so and what a person can do, in one or two sentences. */
    static String sentence(JobView job) {
        if (job.closedAt() != null) {
            return "An administrator closed this job; what it left is listed below.";
        }
        if (job.kind() == JobKind.RESTORE_PACKAGES) {
            return ofRestoring(job);
        }
        return switch (job.state()) {
            case QUEUED -> "The job is about to begin.";
            case RUNNING -> "The job is running. If a step does not work, everything goes back by itself.";
            case AWAITING_CONFIRMATION ->
                "All steps are done and looked at. Unless you keep it, everything goes back by itself.";
            case CONFIRMED -> "The change was kept. You can still go back.";
            case REVERTING -> "Everything that the job changed is being put back.";
            case REVERTED -> "Everything is as it was before the job.";
            case FAILED -> "Not everything could be put back. What is left to do is listed below.";
            case INTERRUPTED ->
                "The console stopped in the middle of this job. Below is how each step stands on the host: go back, or go on.";
        };
    }

    private static String ofRestoring(JobView job) {
        return switch (job.state()) {
            case QUEUED -> "The job is about to begin.";
            case RUNNING ->
                "The packages are being put back. If rpm stops half-way, this page says which files are how.";
            case AWAITING_CONFIRMATION, CONFIRMED ->
                "The packages are stock again, as rpm finds them. Nothing takes that back; a bridge that needed other files has to be planned again.";
            case REVERTING ->
                "It did not come to its end. What can be undone is being undone, and the packages are looked at.";
            case REVERTED -> "It did not come to its end, and the packages are as they were before.";
            case FAILED ->
                "It did not come to its end, and a package is not as it was. What is so and how to go on is listed below.";
            case INTERRUPTED ->
                "The console stopped in the middle of this job. Below is how each step stands on the host: going on reinstalls what is half-way.";
        };
    }
}
