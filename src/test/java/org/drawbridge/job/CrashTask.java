package org.drawbridge.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.drawbridge.plan.Finding;

/**
 * What a process does in one folder, and where it stands still until it is ended.
 *
 * @param point the number of that point, or {@link CrashPoints#NONE}
 */
record CrashTask(Path folder, Deed deed, int point) {

    /** What is done. */
    enum Deed {
        /** Starts a job of the plan. */
        APPLY,
        /** Sends the job that waits back. */
        BACK,
        /** Takes up what was cut off, as a console does at its start that goes back by itself. */
        RECOVER,
        /** Takes up what was cut off, and goes on. */
        RESUME
    }

    static CrashTask parse(String line) {
        String[] parts = line.split("\t", -1);
        return new CrashTask(Path.of(parts[0]), Deed.valueOf(parts[1]), Integer.parseInt(parts[2]));
    }

    String line() {
        return folder + "\t" + deed + "\t" + point;
    }

    void run(CrashPoints points) {
        try (CrashRig rig = new CrashRig(folder, points)) {
            Jobs jobs = rig.module.jobs();
            switch (deed) {
                case APPLY ->
                    jobs.start(rig.plan.id(), rig.plan.digest(), Duration.ofHours(1), codes(rig), JobBench.ANNA);
                case BACK -> jobs.revert(1, JobBench.ANNA);
                case RECOVER -> rig.module.engine().takeUpAll(OnInterrupted.REVERT);
                case RESUME -> {
                    rig.module.engine().takeUpAll(OnInterrupted.ASK);
                    jobs.find(1)
                            .filter(job -> job.state() == JobState.INTERRUPTED)
                            .ifPresent(job -> jobs.resume(1, JobBench.ANNA));
                }
            }
        }
    }

    private static Set<String> codes(CrashRig rig) {
        return rig.plan.findings().stream().map(Finding::code).collect(Collectors.toSet());
    }
}
