package org.drawbridge.web.inventory;

import org.drawbridge.host.PowerState;

/** How the dot before a power state looks. */
public final class PowerLook {

    private PowerLook() {}

    /** The look of Qubes' word for the state: {@code on}, {@code off} or {@code between}. */
    public static String of(String state) {
        return switch (PowerState.ofWord(state)) {
            case RUNNING -> "on";
            case HALTED -> "off";
            case OTHER -> "between";
        };
    }
}
