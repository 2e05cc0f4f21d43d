package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.patch.PatchText;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Step;

/** Traces that the patch tool left on R2B2, and patches that are only samples. */
final class PatchRule implements FindingRule {

    @Override
    public List<Finding> findings(Draft draft, List<Step> steps) {
        if (draft.survey().release() != Release.R2B2) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        TreeSet<String> left = new TreeSet<>();
        for (HostPath path : PatchTargets.PATHS) {
            HostPath folder = PatchTargets.folder(path);
            for (String name : draft.survey().folder(Place.DOM0, folder)) {
                if (name.equals(path.name() + ".orig") || name.equals(path.name() + ".rej")) {
                    left.add(folder + "/" + name);
                }
            }
        }
        findings.addAll(Find.when(
                !left.isEmpty(),
                Find.note(
                        "patch-leftovers",
                        "dom0 has " + String.join(", ", left) + ".",
                        "The patch tool leaves such files when it was used by hand; rpm does not tell of them.",
                        "Delete them when you no longer need them. This plan leaves none.")));
        findings.addAll(Find.when(
                draft.request().patches().stream().anyMatch(PatchText::sample),
                Find.note(
                        "patch-sample",
                        "The patches are the lab's samples.",
                        "They show the way and are of no use on a real host.",
                        "Upload your own on the page Patches.")));
        return findings;
    }
}
