package org.drawbridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTests {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Times times = new Times(Clock.fixed(NOW, ZoneOffset.UTC), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "PT0S, just now",
        "PT9.9S, just now",
        "PT10S, 10 s ago",
        "PT59S, 59 s ago",
        "PT1M, 1 min ago",
        "PT59M59S, 59 min ago",
        "PT1H, 1 h ago",
        "PT5H1M1S, 5 h 1 min ago",
        "PT23H59M, 23 h ago",
        "-PT1H59M59S, in 1 h 59 min",
        "PT24H, 1 day ago",
        "PT48H, 2 days ago",
        "-PT58M, in 58 min"
    })
    void agoTellsTheLargestUnit(Duration past, String words) {
        assertThat(times.ago(NOW.minus(past))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"PT0.4S, 0.4 s", "PT9.94S, 9.9 s", "PT12S, 12 s", "PT3M5S, 3 min"})
    void tookTellsTenthsWhenItWasShort(Duration took, String words) {
        assertThat(times.took(took)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"PT2M, 2:00", "PT1M59S, 1:59", "PT9.2S, 0:10", "PT0S, 0:00", "-PT5S, 0:00"})
    void countdownStopsAtZero(Duration left, String clock) {
        assertThat(times.countdown(NOW.plus(left))).isEqualTo(clock);
    }

    @Test
    void exactNamesDayTimeAndZone() {
        assertThat(times.exact(NOW)).isEqualTo("24 Nov 2026, 12:00:00 Z");
    }
}
