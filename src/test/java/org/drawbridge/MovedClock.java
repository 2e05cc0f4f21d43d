package org.drawbridge;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until a test moves it, or gives it a pace: then it goes on by that much each time it is asked. */
public final class MovedClock extends Clock {

    private Instant now = Instant.parse("2026-11-24T06:00:00Z");

    private Duration pace = Duration.ZERO;

    public synchronized void move(Duration by) {
        now = now.plus(by);
    }

    public synchronized void setPace(Duration pace) {
        this.pace = pace;
    }

    @Override
    public synchronized Instant instant() {
        now = now.plus(pace);
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
