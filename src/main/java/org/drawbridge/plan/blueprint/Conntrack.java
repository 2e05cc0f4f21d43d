package org.drawbridge.plan.blueprint;

import java.util.List;
import java.util.stream.Stream;
import org.drawbridge.host.HostCommand.ConntrackPurge;
import org.drawbridge.host.Release;
import org.drawbridge.name.Cidr;

/** Ends the connections that were opened into routed qubes while a rule of the seed's stood: they would outlive the rule. */
final class Conntrack {

    private Conntrack() {}

    /** The networks that Qubes takes the addresses of routed qubes from. */
    static List<Cidr> routed(Release release) {
        Stream<String> networks =
                release == Release.R2B2 ? Stream.of("10.137.0.0/16") : Stream.of("10.137.0.0/16", "10.138.0.0/16");
        return networks.map(Cidr::of).toList();
    }

    static List<ConntrackPurge> purges(Draft draft) {
        return routed(draft.survey().release()).stream()
                .map(network -> new ConntrackPurge(draft.request().net(), network))
                .toList();
    }

    static void add(Draft draft) {
        for (ConntrackPurge purge : purges(draft)) {
            draft.add(
                    Phase.RULES,
                    Act.of(
                                    purge,
                                    draft.request().net().label() + ": end connections into " + purge.into(),
                                    "Connections that were opened while the rule stood would outlive it.")
                            .step());
        }
    }
}
