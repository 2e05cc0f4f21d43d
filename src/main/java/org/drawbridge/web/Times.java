package org.drawbridge.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Tells times as a person would, "3 min ago", and exactly where that is asked for. */
@Component
public class Times {

    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss z", Locale.ENGLISH);

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("HH:mm:ss z", Locale.ENGLISH);

    /** Below that many hours the minutes are told too. */
    private static final int FEW_HOURS = 6;

    private final Clock clock;
    private final ZoneId zone;

    @Autowired
    Times(Clock clock) {
        this(clock, ZoneId.systemDefault());
    }

    Times(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /** {@code just now}, {@code 3 min ago}, {@code in 58 min}: the same words as the pages' script. */
    public String ago(Instant then) {
        Duration past = Duration.between(then, clock.instant());
        if (past.abs().compareTo(Duration.ofSeconds(10)) < 0) {
            return "just now";
        }
        String amount = length(past.abs());
        return past.isNegative() ? "in " + amount : amount + " ago";
    }

    /** A length in its largest unit: {@code 20 s}, {@code 3 min}, {@code 1 h 59 min}, {@code 8 h}, {@code 5 days}. */
    public String length(Duration length) {
        if (length.toMinutes() == 0) {
            return length.toSeconds() + " s";
        }
        if (length.toHours() == 0) {
            return length.toMinutes() + " min";
        }
        if (length.toDays() == 0) {
            boolean minutes = length.toHours() < FEW_HOURS && length.toMinutesPart() > 0;
            return length.toHours() + " h" + (minutes ? " " + length.toMinutesPart() + " min" : "");
        }
        return length.toDays() == 1 ? "1 day" : length.toDays() + " days";
    }

    /** How long a step took: {@code 0.4 s} below ten seconds, then as {@link #length}. */
    public String took(Duration took) {
        return took.toSeconds() < 10 ? String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0) : length(took);
    }

    /** What is left until then, as a clock: {@code 1:59}, and {@code 0:00} once it is over. */
    public String countdown(Instant until) {
        Duration left = Duration.between(clock.instant(), until);
        long seconds = left.isNegative() ? 0 : left.plusMillis(999).toSeconds();
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    /** This moment, by which a page's script sets its own clock. */
    public Instant now() {
        return clock.instant();
    }

    /** The time to the second and the zone, and the day before it where that is not today. */
    public String moment(Instant time) {
        boolean today = time.atZone(zone)
                .toLocalDate()
                .equals(clock.instant().atZone(zone).toLocalDate());
        return today ? MOMENT.format(time.atZone(zone)) : exact(time);
    }

    /** Day, time to the second, and zone. */
    public String exact(Instant time) {
        return EXACT.format(time.atZone(zone));
    }
}
