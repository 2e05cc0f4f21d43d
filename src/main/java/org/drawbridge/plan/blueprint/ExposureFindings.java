package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drawbridge.exposure.Change;
import org.drawbridge.exposure.Comparison;
import org.drawbridge.exposure.Consequence;
import org.drawbridge.exposure.Zone;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Step;

/** What a person must know of the comparison first: that others than the bridge's own qubes can be reached, or that it is not known. */
final class ExposureFindings {

    private static final String LOSS = "A protection is lost. ";

    /** The losses that rules of this module look for too, with the codes that they have there. */
    private static final Map<String, String> CODES = Map.of(
            "qube-firewall-lost", "protection-lost-firewall", "anti-spoofing-lost", "protection-lost-antispoofing");

    private static final Map<String, String> REMEDIES = Map.of(
            "address-translation-lost",
            "Let the range of MASQUERADE cover the addresses of all routed qubes.",
            "net-qube-routes-lan",
            "Choose the hardened rules in the profile.",
            "routed-qubes-exposed",
            "Choose the hardened rules in the profile, unless you want just this.");

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
        boolean removes = draft.request().removes();
        exposure.get().protectionsLost().forEach(each -> findings.add(removes ? gone(each) : lost(each)));
        exposure.get().consequences().stream()
                .filter(each -> each.code().equals("dom0-updates-cut"))
                .forEach(each -> findings.add(Find.warning(
                        each.code(),
                        each.sentence(),
                        "Updates, and the restoring of packages, then wait until that way is back.",
                        "Set another update qube (qubes-prefs updatevm), or leave its net qube as it is.")));
        return findings;
    }

    /** What stands in a finding of its own already keeps that; each other loss wants a tick too. */
    static List<Finding> withoutRepeats(List<Finding> findings) {
        Set<String> told = findings.stream()
                .filter(each -> !each.message().startsWith(LOSS))
                .map(Finding::code)
                .collect(Collectors.toSet());
        return findings.stream()
                .filter(each -> !each.message().startsWith(LOSS) || !told.contains(each.code()))
                .toList();
    }

    /** What the bridge's own rules refused beyond Qubes' rules: going back to those needs no tick. */
    private static Finding gone(Consequence loss) {
        return Find.note(
                CODES.getOrDefault(loss.code(), loss.code()),
                LOSS + loss.sentence(),
                "The bridge's own rule protected from that; without the bridge the net qube is as it was before.",
                "Nothing, if you want it as Qubes has it.");
    }

    private static Finding lost(Consequence loss) {
        return Find.warning(
                CODES.getOrDefault(loss.code(), loss.code()),
                LOSS + loss.sentence(),
                "It protected before this plan, and does not afterwards.",
                REMEDIES.getOrDefault(loss.code(), "Apply only if you can do without it."));
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
