package org.drawbridge.plan.blueprint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.drawbridge.host.Link;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.MacAddress;
import org.drawbridge.plan.survey.Survey;
import org.drawbridge.profile.BridgeProfile.Uplink;

/** The card that becomes the bridge's port, as it was found in the net qube. */
record Card(InterfaceName name, MacAddress mac, Link link) {

    /** The card that a profile means; nothing where the net qube has none such, or one without an address. */
    static Optional<Card> of(Request request, Survey survey) {
        return find(request.profile().uplink(), survey.links(request.netvm()));
    }

    private static Optional<Card> find(Uplink uplink, List<Link> links) {
        for (Link link : links) {
            MacAddress mac = link.mac();
            boolean meant = uplink.mac().map(wanted -> wanted.equals(mac)).orElse(false)
                    || uplink.interfaceName()
                            .map(wanted -> wanted.equals(link.name()))
                            .orElse(false);
            if (link.isUplink() && meant && mac != null) {
                return Optional.of(new Card(link.name(), mac, link));
            }
        }
        return Optional.empty();
    }

    /** The address as keyfiles write it. */
    String macText() {
        return upper(mac);
    }

    /** What tells that NetworkManager took the address and did not drop it; it may print the colons behind it escaped. */
    String macStart() {
        return macText().substring(0, 2);
    }

    static String upper(MacAddress mac) {
        return mac.value().toUpperCase(Locale.ROOT);
    }
}
