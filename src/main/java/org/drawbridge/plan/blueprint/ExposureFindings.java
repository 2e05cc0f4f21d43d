package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drawbridge.exposure.Change;
import org.drawbridge.exposure.Comparison;
import org.drawbridge.exposure.Zone;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Step;

/** What a person must know of the comparison first: that others than the bridge's own qubes can be reached, or that it is not known. */
final class ExposureFindings {

    private ExposureFindings() {}

    static List<Finding> of(Draft draft, List<Step> steps, Optional<Comparison> exposure) {
        if (exposure.isEmpty()) {
            return Find.when(
                    !steps.isEmpty(),
                    Find.note(
                            "exposure-unknown",
                            "What this plan opens could not be worked out.",
                            "The rules or the cards of " + draft.request().netvm()
                                    + " could not be seen, or hold something that is not understood.",
                            "Start " + draft.request().netvm() + " and plan again, or read the rules below yourself."));
        }
        List<Finding> findings = new ArrayList<>();
        Set<String> reached = reached(draft, exposure.get());
        if (!reached.isEmpty()) {
            findings.add(Find.warning(
                    "routed-qubes-exposed",
                    "Qubes that are not on the bridge can be reached from it: " + String.join(", ", reached) + ".",
                    "The rules of this plan accept what the net qube routes from the bridge, not only what stays inside it.",
                    "Choose the hardened rules in the profile, unless you want just this."));
        }
        return findings;
    }

    /** The qubes behind the net qube that something new reaches, by name. */
    private static Set<String> reached(Draft draft, Comparison exposure) {
        Set<String> apart =
                draft.request().members().stream().map(Object::toString).collect(Collectors.toSet());
        apart.addAll(Set.of(
                Zone.LAN, Zone.INTERNET, Zone.UPDATES, draft.request().netvm().value()));
        return exposure.opened().stream()
                .filter(change -> change.verdictAfter().equals("accept"))
                .map(Change::to)
                .filter(name -> !apart.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
