package org.drawbridge.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The keeper of the way back on the host itself, outside of the console: a job is begun and armed there before its first write,
 * is armed anew as long as it takes, and is disarmed before it counts as kept and once it is back.
 */
public interface RescueDesk {

    /** Lets a person at the host agree to the job, where the host asks one, and waits for the answer. */
    void begin(Manifest manifest);

    /**
     * Keeps what the steps will change, where that was not done yet, and sets the time after which the host goes back by itself.
     *
     * @return that time, by the host's clock
     * @throws HostException.Declined when the host is not as the manifest says
     */
    Instant arm(Manifest manifest, Duration within);

    /** The host does not go back by itself any more. */
    void disarm(String job);

    /** What the host keeps. */
    List<Kit> kits();

    /**
     * A job that the host can go back on, or went back on.
     *
     * @param state {@code begun}, {@code armed}, {@code kept} or {@code restored}
     * @param until when it goes back by itself, where it is armed
     * @param result what it did when it went back; absent where it did not
     */
    record Kit(String job, String state, Instant until, Optional<Result> result) {}

    /**
     * What going back did.
     *
     * @param left what was left as it is, a sentence each
     */
    record Result(Instant at, List<String> left) {

        public Result {
            left = List.copyOf(left);
        }
    }
}
