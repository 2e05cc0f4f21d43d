package org.drawbridge.web.job;

import org.drawbridge.job.Jobs;

/** Streams that send what is there on the caller's thread. */
public final class JobStreams {

    private JobStreams() {}

    public static JobEventStream of(Jobs jobs) {
        return new JobEventStream(jobs, Runnable::run, () -> {});
    }
}
