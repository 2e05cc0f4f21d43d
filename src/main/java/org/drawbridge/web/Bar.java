package org.drawbridge.web;

import java.time.Instant;

/** The one bar above the content of a page. */
public sealed interface Bar {

    /** What is so, in a sentence or two. */
    String sentence();

    /** Its kind as the template knows it. */
    default String kind() {
        return switch (this) {
            case Waiting waiting -> "waiting";
            case Drift drift -> "drift";
            case LostLink lost -> "lost";
            case Stopped stopped -> "stopped";
        };
    }

    /** A job waits to be kept; at {@code confirmBy} everything goes back by itself. */
    record Waiting(long job, String sentence, Instant confirmBy) implements Bar {}

    /** The host is not as it was applied; {@code href} leads to the differences. */
    record Drift(String sentence, String href) implements Bar {}

    /** A job stands still and needs a person; {@code href} leads to it. */
    record Stopped(String sentence, String href) implements Bar {}

    /** The host does not answer; {@code href} leads to what can be done. */
    record LostLink(String sentence, String href) implements Bar {}
}
