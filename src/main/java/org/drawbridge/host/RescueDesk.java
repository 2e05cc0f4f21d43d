package org.drawbridge.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.name.QubeName;
import org.drawbridge.name.Sha256;

/**
 * The keeper of the way back on the host itself, outside of the console: a job is begun and armed there before its first write,
 * is armed anew as long as it takes, and is disarmed before it counts as kept and once it is back.
 */
public interface RescueDesk {

    /** Lets a person at the host agree to the job, where the host asks one, and waits for the answer. */
    void begin(Manifest manifest);

    /** Whether something on the host looks after the time; a lab has nobody for that. */
    default boolean ticks() {
        return true;
    }

    /** Takes what the way back needs beyond the manifest; without effect where the host makes that itself. */
    default void keep(Manifest manifest, Contents contents) {}

    /**
     * Keeps what the steps will change, where that was not done yet, and sets the time after which the host goes back by itself.
     *
     * @return that time, by the host's clock
     * @throws HostException.Declined when the host is not as the manifest says
     */
    Instant arm(Manifest manifest, Duration within);

    /** Whether the host can go back at a time that may be days away, while other jobs come and go. */
    default boolean keepsTime() {
        return false;
    }

    /**
     * Lets an armed job stand until a time that may be days away, also when the machine is started again meanwhile; then the
     * host goes back by itself. Again, it sets another time.
     *
     * @return that time, by the host's clock
     * @throws HostException.Declined where the job is not armed, or {@link #keepsTime()} is false
     */
    default Instant time(String job, Duration within) {
        throw new HostException.Declined("This host cannot look after a time by itself.");
    }

    /** The host does not go back by itself any more. */
    void disarm(String job);

    /** What the host keeps. */
    List<Kit> kits();

    /**
     * Keeps the host's own way back out while a step is taken, where the host does not do that by itself.
     *
     * @param onlyArmed whether the step may be taken only while the job is armed
     * @throws HostException.Declined when the host goes back, or went back, by itself
     */
    default Hold hold(String job, boolean onlyArmed) {
        return Hold.NONE;
    }

    /** The names of the files of a kit that can be looked at, sorted; none where they stay on the host. */
    default List<String> files(String job) {
        return List.of();
    }

    /** A file of a kit. */
    default Optional<byte[]> file(String job, String name) {
        return Optional.empty();
    }

    /** The host, kept for one step. */
    @FunctionalInterface
    interface Hold extends AutoCloseable {

        /** Where nothing has to be kept out. */
        Hold NONE = () -> {};

        @Override
        void close();
    }

    /**
     * What a kit is made of beside its manifest.
     *
     * @param restore the script that goes back, whole
     * @param images what files were before, by their sum
     * @param power in which state qubes were before, in Qubes' words; empty where that counts no more
     */
    record Contents(String restore, Map<Sha256, FileImage> images, Map<QubeName, String> power) {

        public Contents {
            images = Map.copyOf(images);
            power = Map.copyOf(power);
        }
    }

    /**
     * A job that the host can go back on, or went back on.
     *
     * @param state {@code begun}, {@code armed}, {@code timed}, {@code kept} or {@code restored}
     * @param until when it goes back by itself, where it is armed or timed
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
