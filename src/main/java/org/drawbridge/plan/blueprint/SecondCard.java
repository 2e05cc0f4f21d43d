package org.drawbridge.plan.blueprint;

import org.drawbridge.host.PropertyValue;
import org.drawbridge.host.QubeReport;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.survey.Settings;

/**
 * Keeps Qubes' agent away from a qube's second card: for a card that it was told nothing of it sets up the address and the
 * default route of the first. systemd takes the word from the kernel's command line, so nothing inside the qube is changed.
 */
final class SecondCard {

    private static final String PROPERTY = "kernelopts";

    private static final String MASK = "systemd.mask=qubes-network-uplink@eth1.service";

    private SecondCard() {}

    static Artifact.Property property(QubeReport qube) {
        return new Artifact.Property(qube.name(), PROPERTY);
    }

    static Wish wish(QubeReport qube) {
        String options = options(qube);
        Content wanted = isSetUp(qube)
                ? Settings.ofProperty(qube.property(PROPERTY))
                : Settings.of((options + " " + MASK).strip());
        return new Wish(
                property(qube),
                wanted,
                "Without it Qubes gives the second card the address and the default route of the first.");
    }

    static boolean isSetUp(QubeReport qube) {
        return options(qube).contains(MASK);
    }

    /** Whether the qube takes its kernel's command line from dom0 at all; one with a kernel of its own does not. */
    static boolean isHeard(QubeReport qube) {
        return qube.property("kernel")
                .map(PropertyValue::value)
                .filter(String::isEmpty)
                .isEmpty();
    }

    private static String options(QubeReport qube) {
        return qube.property(PROPERTY).map(PropertyValue::value).orElse("");
    }
}
