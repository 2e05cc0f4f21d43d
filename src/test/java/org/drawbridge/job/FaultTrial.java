package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/** Lets one thing go wrong, and looks that the host is as before or comes back as the job says. */
final class FaultTrial {

    private final PreparedLab lab;
    private final FaultCase fault;
    private final Path folder;

    FaultTrial(PreparedLab lab, FaultCase fault, Path folder) {
        this.lab = lab;
        this.fault = fault;
        this.folder = folder;
    }

    /** How it ended. */
    enum End {
        /** The job went back by itself, or in spite of the fault. */
        BACK,
        /** The job did not mind, and was taken back afterwards. */
        APPLIED,
        /** Something was left, and going back again finished it. */
        BACK_AGAIN,
        /** Something was left; a person did it by hand, and the job found it done. */
        BY_HAND
    }

    End run() {
        LabRig rig = lab.copy(folder.resolve("lab"));
        try {
            rig.faults.add(fault.fault());
            JobView job = lab.go(rig);
            rig.faults.clear();
            return end(rig, job);
        } finally {
            rig.bench.discard();
            PreparedLab.deleteTree(folder);
        }
    }

    private End end(LabRig rig, JobView job) {
        return switch (job.state()) {
            case REVERTED -> {
                assertBack(rig, job);
                yield End.BACK;
            }
            case AWAITING_CONFIRMATION -> {
                rig.picture().assertSameAs(lab.bridged, "applied in spite of: " + fault);
                assertBack(rig, rig.revert(job));
                yield End.APPLIED;
            }
            case FAILED -> {
                assertThat(job.left()).isNotEmpty();
                if (fault.byHand()) {
                    new ByHand(rig.lab, lab.plan).follow(job.left());
                }
                assertBack(rig, rig.revert(job));
                yield fault.byHand() ? End.BY_HAND : End.BACK_AGAIN;
            }
            case QUEUED, RUNNING, REVERTING, CONFIRMED, INTERRUPTED ->
                throw new AssertionError(fault + " ended " + job.state());
        };
    }

    private void assertBack(LabRig rig, JobView job) {
        String message = fault + "; " + job.cause();
        assertThat(job.left()).as(message).isEmpty();
        assertThat(job.state()).as(message).isEqualTo(JobState.REVERTED);
        rig.picture().assertSameAs(lab.before, message);
    }
}
