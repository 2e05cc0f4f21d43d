package org.drawbridge.plan.blueprint;

import java.util.List;

/**
 * The sections of a plan. Their order keeps the host reachable longest, and its mirror is safe too: whatever needs power comes
 * first, a qube moves only while it is halted, and the rules that shield stand whenever the bridge does.
 */
enum Phase {
    /** Copies of the stock packages whose files are changed are kept: all of it still works, the network too. */
    STOCK_COPIES,
    /** Halted qubes whose files must be read and written are started. */
    POWER_ON,
    /** Files inside the attached qubes. */
    QUBE_FILES,
    /** The attached qubes go down. */
    QUBES_DOWN,
    /** Their properties, features and services. */
    QUBE_SETTINGS,
    /** Files in dom0 that make a card a bridged one. */
    DOM0,
    /** The rules: their files, then what is in force. */
    RULES,
    /** The connections: keyfiles, then NetworkManager. */
    LINK,
    /** The attached qubes that ran come up again; halted ones that leave are started for a moment. */
    QUBES_UP,
    /** Files inside qubes that left the bridge: what stands there while it is still used must not go before. */
    LATE_FILES,
    /** What was started for a moment goes down. */
    POWER_OFF;

    /**
     * The order for a request. A qube can be told of its bridge only once dom0 knows bridges, and must be told off it before dom0
     * forgets them; rules come before the bridge and go after it.
     */
    static List<Phase> orderOf(Request request) {
        if (request.removes()) {
            return List.of(
                    STOCK_COPIES,
                    POWER_ON,
                    QUBE_FILES,
                    QUBES_DOWN,
                    QUBE_SETTINGS,
                    DOM0,
                    LINK,
                    RULES,
                    QUBES_UP,
                    LATE_FILES,
                    POWER_OFF);
        }
        return request.wanted().isEmpty()
                ? List.of(
                        STOCK_COPIES,
                        POWER_ON,
                        QUBE_FILES,
                        QUBES_DOWN,
                        QUBE_SETTINGS,
                        DOM0,
                        RULES,
                        LINK,
                        QUBES_UP,
                        LATE_FILES,
                        POWER_OFF)
                : List.of(
                        STOCK_COPIES,
                        POWER_ON,
                        QUBE_FILES,
                        QUBES_DOWN,
                        DOM0,
                        QUBE_SETTINGS,
                        RULES,
                        LINK,
                        QUBES_UP,
                        LATE_FILES,
                        POWER_OFF);
    }
}
