package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand.RestartQubesd;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Step;

/** Whether dom0's templates take an override at all: some releases ignore one without a word. */
final class TemplateRule implements FindingRule {

    @Override
    public List<Finding> findings(Draft draft, List<Step> steps) {
        List<Finding> findings = new ArrayList<>();
        Release release = draft.survey().release();
        if (release == Release.R2B2 || draft.request().wanted().isEmpty()) {
            return findings;
        }
        if (release == Release.R4_3) {
            Optional<FileImage> xen = draft.survey().image(Place.DOM0, ByNameTemplate.XEN);
            boolean block = xen.filter(image -> Templates.text(image).contains(ByNameTemplate.BLOCK))
                    .isPresent();
            findings.addAll(Find.when(
                    !block,
                    Find.blocker(
                            "override-ignored",
                            ByNameTemplate.XEN + " in dom0 has no block “network”.",
                            "A template for one qube would be ignored without a word, and the qube would stay routed.",
                            "Update qubes-core-dom0 to 4.3.31 or later, then plan again.")));
        } else {
            findings.addAll(Find.when(
                    draft.survey().image(Place.DOM0, DeviceTemplate.STOCK).isEmpty(),
                    Find.blocker(
                            "stock-template-missing",
                            "dom0 has no " + DeviceTemplate.STOCK + ".",
                            "Qubes that are not on a bridge go on by that text, so it must be known.",
                            "Restore the package qubes-core-dom0, then plan again.")));
        }
        boolean restart = steps.stream()
                .anyMatch(step -> step instanceof Step.Action action && action.command() instanceof RestartQubesd);
        findings.addAll(Find.when(
                restart,
                Find.note(
                        "qubesd-restart",
                        "qubesd in dom0 is restarted.",
                        "It ignores a new template of a device until then. Qubes go on running; tools wait some seconds.",
                        "Nothing.")));
        findings.addAll(Find.when(
                release == Release.R4_3,
                Find.note(
                        "netvm-of-running-qube",
                        "Never change the net qube of a bridged qube while it runs.",
                        "R4.3 answers that all is well and leaves the card in the bridge.",
                        "Shut the qube down first.")));
        return findings;
    }
}
