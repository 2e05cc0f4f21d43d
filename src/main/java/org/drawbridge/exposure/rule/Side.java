package org.drawbridge.exposure.rule;

import org.jspecify.annotations.Nullable;

/** Which of the interfaces of a packet's way is asked for. */
public enum Side {
    IN,
    OUT,
    PHYSICAL_IN,
    PHYSICAL_OUT;

    Crossing.@Nullable Device of(Crossing at) {
        return switch (this) {
            case IN -> at.in();
            case OUT -> at.out();
            case PHYSICAL_IN -> at.physicalIn();
            case PHYSICAL_OUT -> at.physicalOut();
        };
    }
}
