package org.drawbridge.plan.blueprint;

import java.util.List;
import java.util.Set;
import org.drawbridge.exposure.Comparison;
import org.drawbridge.exposure.Consequence;
import org.drawbridge.plan.Finding;

/** The protections that the comparison of the rules shows to be lost, beyond those that every qube loses on a bridge. */
final class ExposureRule {

    private static final Set<String> TOLD = Set.of("qube-firewall-lost", "anti-spoofing-lost");

    private ExposureRule() {}

    static List<Finding> findings(Comparison comparison) {
        return comparison.protectionsLost().stream()
                .filter(consequence -> !TOLD.contains(consequence.code()))
                .map(ExposureRule::finding)
                .toList();
    }

    private static Finding finding(Consequence consequence) {
        return Find.warning(
                "protection-lost-" + consequence.code().replace("-lost", ""),
                consequence.sentence(),
                "The rules before and after were followed packet by packet.",
                "See what is opened below; choose hardened in the profile where that is not wanted.");
    }
}
