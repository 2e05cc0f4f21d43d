package org.drawbridge.exposure.rule;

import org.jspecify.annotations.Nullable;

/**
 * The numbers that rules write on packets and on their connections for other rules.
 *
 * @param packet the packet's mark; null if it is not known
 * @param connection the mark of its connection; null where no rule on this way wrote it, which is 0 for a new connection
 *     and not known for one that is open
 */
record Marks(@Nullable Long packet, @Nullable Long connection) {

    /** Those of a packet that just arrived. */
    static final Marks NONE = new Marks(0L, null);

    /** The connection's mark, for packets that begin one. */
    Marks ofNewConnection() {
        return connection == null ? new Marks(packet, 0L) : this;
    }

    @Nullable
    Long of(boolean ofConnection) {
        return ofConnection ? connection : packet;
    }

    Marks with(boolean ofConnection, @Nullable Long mark) {
        return ofConnection ? new Marks(packet, mark) : new Marks(mark, connection);
    }
}
