package org.drawbridge.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes whoever guesses wait longer and longer: after five misses ten seconds, then twice as long each time, up to 15 minutes. */
final class Throttle {

    private static final int FREE_MISSES = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final int MOST_KEYS = 10_000;

    private final Clock clock;
    private final Map<String, Misses> misses = new LinkedHashMap<>();

    Throttle(Clock clock) {
        this.clock = clock;
    }

    private record Misses(int count, Instant last) {

        Instant waitsUntil() {
            if (count < FREE_MISSES) {
                return last;
            }
            Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(count - FREE_MISSES, 10));
            return last.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        }
    }

    /** How long this key has to wait before its next try counts; zero if it need not. */
    synchronized Duration waits(String key) {
        Misses known = misses.get(key);
        if (known == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), known.waitsUntil());
        return left.isNegative() ? Duration.ZERO : left;
    }

    synchronized void missed(String key) {
        Instant now = clock.instant();
        Misses known = misses.remove(key);
        boolean counts = known != null && known.last().plus(FORGOTTEN_AFTER).isAfter(now);
        misses.put(key, new Misses(known != null && counts ? known.count() + 1 : 1, now));
        if (misses.size() > MOST_KEYS) {
            misses.remove(misses.keySet().iterator().next());
        }
    }

    synchronized void hit(String key) {
        misses.remove(key);
    }
}
