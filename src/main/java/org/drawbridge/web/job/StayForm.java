package org.drawbridge.web.job;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.job.Jobs;
import org.springframework.stereotype.Component;

/** The fields of a form that say until when a bridge stays: a length from now on, or a time by the console's clock. */
@Component
public class StayForm {

    private static final List<Duration> LENGTHS = List.of(
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofDays(1),
            Duration.ofDays(3),
            Duration.ofDays(7));

    private final Jobs jobs;

    private final ZoneId zone = ZoneId.systemDefault();

    StayForm(Jobs jobs) {
        this.jobs = jobs;
    }

    /** What a person may choose, the value before its words. */
    public Map<String, String> lengths() {
        Map<String, String> choices = new LinkedHashMap<>();
        LENGTHS.forEach(length -> choices.put(length.toString(), words(length)));
        return choices;
    }

    /** The name of the zone in which a time is written. */
    public String zone() {
        return zone.getId();
    }

    /**
     * The time that was asked for, or nothing where both fields were left empty.
     *
     * @throws StayException when it cannot be read, or is too near or too far away
     */
    public Optional<Instant> read(String length, String until) {
        try {
            Optional<Instant> time = until.isBlank()
                    ? Optional.of(length).filter(text -> !text.isBlank()).map(text -> jobs.after(Duration.parse(text)))
                    : Optional.of(
                            LocalDateTime.parse(until.strip()).atZone(zone).toInstant());
            if (time.filter(each -> !jobs.isPossible(each)).isEmpty()) {
                return time;
            }
        } catch (DateTimeException | ArithmeticException unreadable) {
            // Told below together with what is out of bounds.
        }
        throw new StayException();
    }

    private static String words(Duration length) {
        long hours = length.toHours();
        if (hours < 24) {
            return hours == 1 ? "1 hour" : hours + " hours";
        }
        return hours == 24 ? "1 day" : hours / 24 + " days";
    }

    /** The time cannot be so. */
    public static final class StayException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        StayException() {
            super("A bridge may stay from 1 minute to 90 days. Choose a length, or write a time that lies ahead.");
        }
    }
}
