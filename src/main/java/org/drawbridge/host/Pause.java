package org.drawbridge.host;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets time pass between two looks; tests hand in one that does not wait. */
@FunctionalInterface
public interface Pause {

    /** Really waits. */
    Pause REAL = duration -> TimeUnit.NANOSECONDS.sleep(duration.toNanos());

    void pass(Duration duration) throws InterruptedException;
}
