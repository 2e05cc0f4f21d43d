package org.drawbridge.job;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Keeps the engine looking: at the start for what was cut off, then every second for deadlines and every few for its leases. */
final class JobTicker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JobTicker.class);

    private static final int BEAT_SECONDS = 4;

    private static final int REVIEW_SECONDS = 5;

    private final JobEngine engine;

    private final OnInterrupted mode;

    private final EngineThreads threads;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("jobs").daemon().factory());

    private volatile boolean running;

    JobTicker(JobEngine engine, OnInterrupted mode, EngineThreads threads) {
        this.engine = engine;
        this.mode = mode;
        this.threads = threads;
    }

    @Override
    public void start() {
        running = true;
        engine.takeUpAll(mode);
        every(1, () -> engine.tick(mode));
        every(BEAT_SECONDS, engine::beat);
        every(REVIEW_SECONDS, engine::review);
    }

    @Override
    public void stop() {
        timer.shutdownNow();
        threads.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Jobs are looked after until the console ends, not only while somebody uses it. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    private void every(int seconds, Runnable work) {
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException exception) {
                        log.warn("Jobs could not be looked after; it is tried again in {} s.", seconds, exception);
                    }
                },
                seconds,
                seconds,
                TimeUnit.SECONDS);
    }
}
