package org.drawbridge.plan.blueprint;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.drawbridge.host.Link;
import org.drawbridge.host.QubeReport;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Step;

/** Cards of qubes that are in the bridge although nothing says so: R4.3 leaves one there when a person changes its net qube. */
final class StrayPortRule implements FindingRule {

    @Override
    public List<Finding> findings(Draft draft, List<Step> steps) {
        Set<String> members = Members.vifs(draft);
        List<String> strays = draft.survey().links(draft.request().netvm()).stream()
                .filter(link -> link.isVif() && link.master() != null)
                .filter(link -> draft.request().profile().bridge().asInterface().equals(link.master()))
                .filter(link -> !members.contains(link.name().value()))
                .map(link -> words(draft, link))
                .toList();
        return Find.when(
                !strays.isEmpty(),
                Find.warning(
                        "stray-port",
                        strays.stream().collect(Collectors.joining(", ")) + " is in "
                                + draft.request().bridge() + " in "
                                + draft.request().netvm() + ", and this profile has not put it there.",
                        "That qube is on the LAN whatever its settings say.",
                        "Shut that qube down now; its card leaves the bridge with it."));
    }

    private static String words(Draft draft, Link link) {
        return draft.survey().qubes().values().stream()
                .filter(qube -> link.name().value().startsWith("vif" + qube.xid() + "."))
                .map(QubeReport::name)
                .map(name -> link.name() + " of " + name)
                .findFirst()
                .orElse(link.name().value());
    }
}
