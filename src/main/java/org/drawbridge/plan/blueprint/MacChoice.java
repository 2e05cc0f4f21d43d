package org.drawbridge.plan.blueprint;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.drawbridge.name.Sha256;
import org.drawbridge.plan.survey.Survey;

/**
 * Gives an attached qube an address of its own in Xen's range. All qubes of R4 have one and the same address, which is harmless
 * behind a router and fatal on a bridge.
 */
final class MacChoice {

    private static final String XEN = "00:16:3e:";

    private MacChoice() {}

    /** The same for the same qube and role as long as no other qube has it. */
    static MacAddress of(QubeName qube, String role, Survey survey) {
        Set<MacAddress> taken = new HashSet<>();
        survey.qubes().values().stream()
                .filter(other -> !other.name().equals(qube))
                .map(QubeReport::mac)
                .filter(Objects::nonNull)
                .forEach(taken::add);
        for (int attempt = 0; ; attempt++) {
            MacAddress candidate = candidate("drawbridge/" + qube + "/" + role + "/" + attempt);
            if (!taken.contains(candidate)) {
                return candidate;
            }
        }
    }

    /** Whether another qube has the address too. */
    static boolean isShared(QubeReport qube, Survey survey) {
        return survey.qubes().values().stream()
                .anyMatch(other -> !other.name().equals(qube.name()) && Objects.equals(other.mac(), qube.mac()));
    }

    private static MacAddress candidate(String seed) {
        String hex = Sha256.of(seed.getBytes(StandardCharsets.UTF_8)).hex();
        // 5e:6c:00 is the address of every other qube, and Qubes' own lie beside it.
        String tail = hex.substring(0, 2) + ":" + hex.substring(2, 4) + ":" + hex.substring(4, 6);
        return MacAddress.of(XEN + (tail.startsWith("5e:6c:") ? "5f:6c:" + hex.substring(4, 6) : tail));
    }
}
