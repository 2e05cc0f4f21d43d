package org.drawbridge.job;

import java.time.Duration;

/** Waits; tests need not. */
@FunctionalInterface
interface Sleeper {

    void sleep(Duration pause) throws InterruptedException;
}
