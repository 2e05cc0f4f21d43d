package org.drawbridge.web;

import java.time.Instant;
import java.util.List;

/** The one bar above the content of a page. */
public sealed interface Bar {

    /** What is so, in a sentence or two. */
    String sentence();

    /** Its kind as the template knows it. */
    default String kind() {
        return switch (this) {
            case Waiting waiting -> "waiting";
            case GoingBack back -> "going-back";
            case Drift drift -> "drift";
            case LostLink lost -> "lost";
            case Stopped stopped -> "stopped";
        };
    }

    /**
     * A job waits to be kept; at {@code confirmBy} everything goes back by itself.
     *
     * @param looks what was looked at after the last step
     */
    record Waiting(long job, String sentence, Instant confirmBy, List<Look> looks) implements Bar {

        public Waiting {
            looks = List.copyOf(looks);
        }

        /** How many of the looks found what they should. */
        public long good() {
            return looks.stream().filter(look -> look.mark().equals("done")).count();
        }
    }

    /**
     * A look at the host.
     *
     * @param claim what was looked for
     * @param mark the sign for what was found
     * @param word the same in words
     * @param evidence what was seen
     */
    record Look(String claim, String mark, String word, String evidence) {}

    /** A job takes back what it changed; {@code href} leads to it. */
    record GoingBack(String sentence, String href) implements Bar {}

    /** The host is not as it was applied; {@code href} leads to the differences. */
    record Drift(String sentence, String href) implements Bar {}

    /** A job stands still and needs a person; {@code href} leads to it. */
    record Stopped(String sentence, String href) implements Bar {}

    /** The host does not answer; {@code href} leads to what can be done. */
    record LostLink(String sentence, String href) implements Bar {}
}
