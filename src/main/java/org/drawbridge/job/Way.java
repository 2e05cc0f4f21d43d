package org.drawbridge.job;

import java.util.Locale;

/** The direction in which a step is taken. */
enum Way {
    ON,
    BACK;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
