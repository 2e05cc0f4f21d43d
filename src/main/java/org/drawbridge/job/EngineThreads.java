package org.drawbridge.job;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The threads on which jobs run: one a job, and at the end each may finish the step it is at. */
final class EngineThreads implements Executor {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("job-", 0).factory());

    private final AtomicBoolean stopping = new AtomicBoolean();

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** Whether no further step may begin. */
    boolean isStopping() {
        return stopping.get();
    }

    /** Lets no further step begin, and waits a little for those that are under way. */
    void stop() {
        stopping.set(true);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException exception) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
