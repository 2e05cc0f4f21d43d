package org.drawbridge.inventory;

import java.util.HashSet;
import java.util.Set;
import org.drawbridge.host.HostEvent;
import org.drawbridge.name.QubeName;

/** What a host told since it was last looked at, so that only what changed is read. */
final class HostNews {

    private final Set<QubeName> touched = new HashSet<>();

    /** Before the host tells anything, whatever is known of it may be old. */
    private boolean all = true;

    private boolean followed;

    synchronized void heard(HostEvent event) {
        switch (event) {
            case HostEvent.Opened opened -> {
                followed = true;
                all = true;
            }
            case HostEvent.QubeTouched one -> touched.add(one.qube());
            case HostEvent.AllTouched everything -> all = true;
            case HostEvent.Lost lost -> {
                followed = false;
                all = true;
            }
        }
    }

    /** What is to be looked at now; from here on it counts as looked at. */
    synchronized News take() {
        News news = all || !followed ? new News.Everything() : new News.Some(Set.copyOf(touched));
        touched.clear();
        all = !followed;
        return news;
    }

    /** What was taken could not be looked at. */
    synchronized void missed() {
        all = true;
    }

    /** What is to be looked at. */
    sealed interface News {

        /** All qubes, since something may have been missed. */
        record Everything() implements News {}

        /** These only; none where nothing was told. */
        record Some(Set<QubeName> qubes) implements News {}
    }
}
