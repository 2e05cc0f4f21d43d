package org.drawbridge.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the foot of the rail says about the host.
 *
 * @param name what the host is called, {@code dom0} if nothing better is known
 * @param release such as {@code R4.2}
 * @param link whether it answers
 * @param checkedAt the age of the inventory; null before the first reading
 * @param lab whether the host is a lab, which every page says
 */
public record HostFoot(
        String name, String release, Link link, @Nullable Instant checkedAt, boolean lab) {

    /** Whether the host answers, as a word and as the look of the dot before it. */
    public enum Link {
        CONNECTED("connected", "on"),
        LOST("not reachable", "lost"),
        UNKNOWN("not asked yet", "off");

        private final String word;
        private final String look;

        Link(String word, String look) {
            this.word = word;
            this.look = look;
        }

        public String word() {
            return word;
        }

        public String look() {
            return look;
        }
    }
}
