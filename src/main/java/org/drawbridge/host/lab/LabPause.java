package org.drawbridge.host.lab;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.drawbridge.host.HostException;

/** Lets time pass in the lab; tests hand in one that only counts. */
@FunctionalInterface
public interface LabPause {

    /** Lets no time pass. */
    LabPause NONE = duration -> {};

    /** Really waits. */
    LabPause REAL = duration -> {
        try {
            if (new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IllegalStateException("Nobody counts this latch down");
            }
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new HostException.TimedOut(
                    "The console stopped waiting for the lab. Look at the host before going on.");
        }
    };

    void pass(Duration duration);
}
