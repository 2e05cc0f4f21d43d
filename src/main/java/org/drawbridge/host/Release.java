package org.drawbridge.host;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The releases of Qubes OS that Drawbridge plans for. */
public enum Release {
    R2B2("R2B2"),
    R4_1("R4.1"),
    R4_2("R4.2"),
    R4_3("R4.3");

    private final String label;

    Release(String label) {
        this.label = label;
    }

    /** The release as settings, pages and the API write it, such as {@code R4.2}. */
    @JsonValue
    public String label() {
        return label;
    }

    /** The release of that label, or nothing for one that is not supported. */
    public static Optional<Release> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(release -> release.label.equals(label))
                .findFirst();
    }

    @JsonCreator
    static Release fromJson(String label) {
        return ofLabel(label).orElseThrow(() -> new IllegalArgumentException("Unknown release " + label));
    }

    /** Whether the rules in the net qube are iptables' (R2B2, R4.1) and not nftables'. */
    public boolean usesIptables() {
        return this == R2B2 || this == R4_1;
    }
}
