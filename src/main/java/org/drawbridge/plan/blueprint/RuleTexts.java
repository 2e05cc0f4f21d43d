package org.drawbridge.plan.blueprint;

import java.util.List;
import java.util.Objects;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.plan.survey.Survey;
import org.drawbridge.profile.BridgeProfile;

/** The iptables rules for a bridge, as iptables-save writes them. */
final class RuleTexts {

    static final String MASQUERADE = "-A POSTROUTING -j MASQUERADE";

    static final String LAST_DROP = "-A FORWARD -j DROP";

    private static final Ipv4Address SEED_FIRST = Ipv4Address.of("10.137.1.0");

    private static final Ipv4Address SEED_LAST = Ipv4Address.of("10.137.2.255");

    private RuleTexts() {}

    /** The rule that lets bridged frames through. */
    static String forward(BridgeProfile profile) {
        return switch (profile.hardening()) {
            case HARDENED -> "-A FORWARD -i " + profile.bridge() + " -m physdev --physdev-is-bridged -j ACCEPT";
            case SEED -> "-A FORWARD -i " + profile.bridge().value().replaceAll("[0-9]+$", "") + "+ -j ACCEPT";
        };
    }

    /** The rule that still translates the addresses of routed qubes, and only those. */
    static String masquerade(Survey survey) {
        return "-A POSTROUTING -m iprange --src-range " + range(survey) + " -j MASQUERADE";
    }

    /** The addresses that routed qubes have: on R4 all that Qubes gives, on R2B2 the seed's range or as much more as is in use. */
    static String range(Survey survey) {
        if (survey.release() != Release.R2B2) {
            return "10.137.0.0-10.138.255.255";
        }
        long first = SEED_FIRST.bits();
        long last = SEED_LAST.bits();
        for (Ipv4Address address : outside(survey)) {
            first = Math.min(first, address.bits() & 0xffff_ff00L);
            last = Math.max(last, address.bits() | 0xffL);
        }
        return Ipv4Address.ofBits(first) + "-" + Ipv4Address.ofBits(last);
    }

    /** The addresses of qubes that the seed's range misses. */
    static List<Ipv4Address> outside(Survey survey) {
        return survey.qubes().values().stream()
                .map(QubeReport::ip)
                .filter(Objects::nonNull)
                .filter(address -> address.compareTo(SEED_FIRST) < 0 || address.compareTo(SEED_LAST) > 0)
                .sorted()
                .distinct()
                .toList();
    }

    /** A line of iptables-save with single blanks, so that two versions of the tool can be compared. */
    static String plain(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }
}
