package org.drawbridge.exposure.rule;

import java.util.Locale;
import java.util.Optional;

/** A place in the kernel where rules look at packets. */
public enum Hook {
    INGRESS,
    PREROUTING,
    INPUT,
    FORWARD,
    OUTPUT,
    POSTROUTING;

    /** The hook of this name, in capitals as for iptables or small as for nftables. */
    public static Optional<Hook> of(String name) {
        for (Hook each : values()) {
            if (each.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
