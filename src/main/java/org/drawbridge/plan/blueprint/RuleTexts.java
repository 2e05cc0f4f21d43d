package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.BridgeProfile.Mode;

/** The iptables rules for a bridge, as iptables-save writes them. */
final class RuleTexts {

    static final String MASQUERADE = "-A POSTROUTING -j MASQUERADE";

    static final String LAST_DROP = "-A FORWARD -j DROP";

    private static final Ipv4Address SEED_FIRST = Ipv4Address.of("10.137.1.0");

    private static final Ipv4Address SEED_LAST = Ipv4Address.of("10.137.2.255");

    private static final Cidr R2_ALL = Cidr.of("10.137.0.0/16");

    private static final Ipv4Address R4_FIRST = Ipv4Address.of("10.137.0.0");

    private static final Ipv4Address R4_LAST = Ipv4Address.of("10.138.255.255");

    private RuleTexts() {}

    /** The rule that lets bridged frames through. */
    static String forward(BridgeProfile profile) {
        return switch (profile.hardening()) {
            case HARDENED -> "-A FORWARD -i " + profile.bridge() + " -m physdev --physdev-is-bridged -j ACCEPT";
            case SEED -> "-A FORWARD -i " + profile.bridge().value().replaceAll("[0-9]+$", "") + "+ -j ACCEPT";
        };
    }

    /** The rules that still translate the addresses of routed qubes, and only those. */
    static List<String> masquerades(Draft draft) {
        List<String> rules = new ArrayList<>();
        rules.add("-A POSTROUTING -m iprange --src-range " + range(draft) + " -j MASQUERADE");
        for (Ipv4Address address : given(draft)) {
            rules.add("-A POSTROUTING -s " + address + "/32 -j MASQUERADE");
        }
        return rules;
    }

    /** The addresses that Qubes gives: on R4 all that it has, on R2B2 the seed's range or as much more as is in use. */
    static String range(Draft draft) {
        if (draft.survey().release() != Release.R2B2) {
            return R4_FIRST + "-" + R4_LAST;
        }
        long first = SEED_FIRST.bits();
        long last = SEED_LAST.bits();
        for (Ipv4Address address : outside(draft)) {
            if (R2_ALL.contains(address)) {
                first = Math.min(first, address.bits() & 0xffff_ff00L);
                last = Math.max(last, address.bits() | 0xffL);
            }
        }
        return Ipv4Address.ofBits(first) + "-" + Ipv4Address.ofBits(last);
    }

    /** The addresses of routed qubes that the range of the release's recipe misses. */
    static List<Ipv4Address> outside(Draft draft) {
        boolean seeds = draft.survey().release() == Release.R2B2;
        Ipv4Address first = seeds ? SEED_FIRST : R4_FIRST;
        Ipv4Address last = seeds ? SEED_LAST : R4_LAST;
        return draft.survey().qubes().values().stream()
                .filter(qube -> !isBridged(draft, qube))
                .map(QubeReport::ip)
                .filter(Objects::nonNull)
                .filter(address -> address.compareTo(first) < 0 || address.compareTo(last) > 0)
                .sorted()
                .distinct()
                .toList();
    }

    /** Those of them that a person gave, so that a range that covers them could cover a LAN too. */
    private static List<Ipv4Address> given(Draft draft) {
        boolean seeds = draft.survey().release() == Release.R2B2;
        return outside(draft).stream()
                .filter(address -> !(seeds && R2_ALL.contains(address)))
                .toList();
    }

    /** Whether a qube's own card is to be on the bridge: its frames must leave as they are. */
    private static boolean isBridged(Draft draft, QubeReport qube) {
        return draft.request()
                .attachment(qube.name())
                .filter(attachment -> attachment.mode() == Mode.REPLACE)
                .isPresent();
    }

    /** A line of iptables-save with single blanks, so that two versions of the tool can be compared. */
    static String plain(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }
}
