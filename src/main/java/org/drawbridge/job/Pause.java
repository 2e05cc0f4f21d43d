package org.drawbridge.job;

import java.time.Duration;

/** Waits within a step; an engine that is told to stop leaves the step where it is, as after a crash. */
final class Pause {

    private Pause() {}

    static void of(Sleeper sleeper, Duration pause) {
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new EngineStoppedException();
        }
    }
}
