package org.drawbridge.inventory;

import java.time.Instant;
import java.util.Optional;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.Release;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps how the host stood when it was last asked: one row. */
@Repository
class HostTable {

    private static final int LONGEST_MESSAGE = 4000;

    private final JdbcClient jdbc;

    HostTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes other synchronisations, also those of other consoles on this store, wait for the end of this transaction. */
    void lock() {
        jdbc.sql("select id from inventory_host where id = 1 for update")
                .query(Integer.class)
                .single();
    }

    HostView view(int qubes) {
        return jdbc.sql("select kind, release, connected, checked_at, synced_at, message from inventory_host")
                .query((row, number) -> new HostView(
                        row.getString("kind"),
                        Optional.ofNullable(row.getString("release"))
                                .flatMap(Release::ofLabel)
                                .orElse(null),
                        row.getBoolean("connected"),
                        QubeRows.instant(row, "checked_at"),
                        QubeRows.instant(row, "synced_at"),
                        qubes,
                        row.getString("message")))
                .single();
    }

    void checked(HostStatus status, Instant at) {
        String message = status.message();
        Release release = status.release();
        // A host that cannot be reached does not tell its release: the last known one stays.
        jdbc.sql("""
                        update inventory_host set kind = :kind, connected = :connected, checked_at = :at,
                            release = case when :connected or kind <> :kind then :release else release end,
                            message = :message
                        """)
                .param("kind", status.kind())
                .param("connected", status.connected())
                .param("at", QubeRows.time(at))
                .param("release", release == null ? null : release.label(), java.sql.Types.VARCHAR)
                .param("message", message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message)
                .update();
    }

    void synced(@Nullable Instant at) {
        jdbc.sql("update inventory_host set synced_at = :at")
                .param("at", QubeRows.time(at))
                .update();
    }
}
