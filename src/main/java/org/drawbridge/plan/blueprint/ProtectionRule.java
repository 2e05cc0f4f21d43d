package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.name.MacAddress;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Step;
import org.drawbridge.profile.BridgeProfile.Attachment;
import org.drawbridge.profile.BridgeProfile.Mode;

/** What a qube loses by being on a bridge, and what spreads from it. */
final class ProtectionRule implements FindingRule {

    @Override
    public List<Finding> findings(Draft draft, List<Step> steps) {
        List<Finding> findings = new ArrayList<>();
        for (Attachment attachment : draft.request().wanted()) {
            draft.survey()
                    .qube(attachment.qube())
                    .ifPresent(qube -> findings.addAll(lost(draft, qube, attachment, steps)));
        }
        findings.addAll(restarts(draft, steps));
        findings.addAll(inherited(draft));
        return findings;
    }

    private static List<Finding> lost(Draft draft, QubeReport qube, Attachment attachment, List<Step> steps) {
        QubeName name = qube.name();
        List<Finding> findings = new ArrayList<>();
        Optional<Step.Change> leaves = change(steps, new Artifact.Property(name, "netvm"));
        if (leaves.isPresent() && qube.netvm() != null) {
            findings.add(Find.warning(
                    "leaves-firewall",
                    name + " leaves " + qube.netvm() + " and hangs on "
                            + draft.request().netvm() + " directly.",
                    "Whatever " + qube.netvm() + " did for it, it does no longer.",
                    "Nothing, if that is what you want."));
        }
        boolean joins = change(steps, new Artifact.Feature(name, R4Members.FEATURE))
                        .isPresent()
                || change(steps, new Artifact.Property(name, R2Members.BRIDGE)).isPresent();
        if (!joins) {
            return findings;
        }
        findings.add(Find.warning(
                "protection-lost-firewall",
                "The firewall rules of " + name + " do not hold on the bridge.",
                "Qubes enforces them in the net qube by IP address; bridged frames never come there.",
                "Set up a firewall inside " + name + "."));
        findings.add(Find.warning(
                "protection-lost-antispoofing",
                "On the bridge " + name + " may use any address, and every host of the LAN reaches it directly.",
                "It sees broadcasts, can answer for others (ARP, DHCP) and send to the spanning tree.",
                "Put only a qube there that you would plug into that LAN as a machine."));
        if (attachment.mode() == Mode.ADDITIONAL) {
            findings.addAll(secondCard(qube));
        }
        boolean model = qube.property("template_for_dispvms")
                .filter(property -> property.value().equals("True"))
                .isPresent();
        findings.add(
                model
                        ? Find.warning(
                                "disposables-inherit",
                                "Disposables made from " + name + " copy its feature and address.",
                                "On a bridge two qubes with one address take each other's packets.",
                                "Use a qube that no disposables are made from.")
                        : Find.note(
                                "clones-inherit",
                                "A clone of " + name + " copies its feature and its address.",
                                "On a bridge two qubes with one address take each other's packets.",
                                "Reset both in a clone before you start it."));
        return findings;
    }

    private static List<Finding> secondCard(QubeReport qube) {
        QubeName name = qube.name();
        List<Finding> findings = new ArrayList<>();
        findings.add(Find.note(
                "additional-second-card",
                name + " gets a second card, which this plan keeps Qubes' own set-up away from.",
                "Qubes would give it the address and the default route of the first, and the firewall of " + name
                        + " would be passed by.",
                "Look at “ip route” in " + name + " after its first start if you route yourself there."));
        findings.addAll(Find.when(
                !SecondCard.isHeard(qube),
                Find.blocker(
                        "additional-own-kernel",
                        name
                                + " starts a kernel of its own, so dom0 cannot keep Qubes' set-up away from a second card.",
                        "That card would get the address and the default route of the first.",
                        "Give " + name + " a kernel of dom0 (property kernel), or choose “replace” for it.")));
        return findings;
    }

    private static List<Finding> restarts(Draft draft, List<Step> steps) {
        List<Finding> findings = new ArrayList<>();
        for (QubeName name : draft.request().members()) {
            boolean touched = change(steps, new Artifact.Power(name)).isPresent();
            Optional<QubeReport> qube = draft.survey().qube(name);
            if (touched
                    && qube.filter(report -> report.power() == PowerState.RUNNING)
                            .isPresent()) {
                findings.add(Find.warning(
                        "qube-restarts",
                        name + " is shut down and started again.",
                        "A card changes only while its qube is halted.",
                        "Save what is open in " + name + " first."));
            } else if (touched) {
                findings.add(Find.note(
                        "qube-started",
                        name + " is started for a moment and shut down again.",
                        "A file inside it can be written only while it runs.",
                        "Nothing."));
            }
        }
        return findings;
    }

    /** Qubes that have the mark of the bridge or the address of one of its qubes without being in the profile. */
    private static List<Finding> inherited(Draft draft) {
        List<Finding> findings = new ArrayList<>();
        for (QubeReport other : draft.survey().qubes().values()) {
            if (draft.request().members().contains(other.name())) {
                continue;
            }
            if (other.feature(R4Members.FEATURE)
                            .filter(draft.request().bridge()::equals)
                            .isPresent()
                    && Objects.equals(other.netvm(), draft.request().netvm())) {
                findings.add(Find.warning(
                        "bridge-inherited",
                        other.name() + " has the mark of " + draft.request().bridge() + " but is not in this profile.",
                        "It starts bridged. A clone or disposable copies the mark from its model.",
                        "Remove the feature " + R4Members.FEATURE + " from it, or add it to the profile."));
            }
            for (Attachment attachment : draft.request().wanted()) {
                boolean same = planned(draft, attachment.qube())
                        .filter(mac -> mac.equals(other.mac()))
                        .isPresent();
                if (same && draft.survey().release() != Release.R2B2) {
                    findings.add(Find.warning(
                            "mac-duplicate",
                            other.name() + " has the same address as " + attachment.qube() + ".",
                            "On a bridge two qubes with one address take each other's packets.",
                            "Reset the property mac of one of them."));
                }
            }
        }
        return findings;
    }

    private static Optional<MacAddress> planned(Draft draft, QubeName qube) {
        return draft.now(new Artifact.Property(qube, "mac")) instanceof Content.Setting setting && !setting.isDefault()
                ? Optional.of(MacAddress.of(setting.value()))
                : Optional.empty();
    }

    private static Optional<Step.Change> change(List<Step> steps, Artifact artifact) {
        return steps.stream()
                .filter(Step.Change.class::isInstance)
                .map(Step.Change.class::cast)
                .filter(change -> change.artifact().equals(artifact))
                .findFirst();
    }
}
