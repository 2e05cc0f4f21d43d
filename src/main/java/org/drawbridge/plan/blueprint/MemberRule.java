package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.host.Release;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.survey.Look;
import org.drawbridge.plan.survey.Sight;
import org.drawbridge.profile.BridgeProfile.Attachment;
import org.drawbridge.profile.BridgeProfile.Mode;

/** Whether a qube can be on a bridge. */
final class MemberRule implements FindingRule {

    private static final Set<String> CLASSES = Set.of("AppVM", "StandaloneVM", "ProxyVM");

    @Override
    public void look(Look look, Request request) {
        for (Attachment attachment : request.wanted()) {
            look.qube(attachment.qube()).ifPresent(qube -> look.rootFile(root(qube), marker(look.release())));
        }
    }

    @Override
    public List<Finding> findings(Draft draft, List<Step> steps) {
        List<Finding> findings = new ArrayList<>();
        for (Attachment attachment : draft.request().wanted()) {
            Optional<QubeReport> qube = draft.survey().qube(attachment.qube());
            if (qube.isEmpty()) {
                findings.add(Find.blocker(
                        "qube-missing",
                        "There is no qube " + attachment.qube() + ".",
                        "The profile wants it on the bridge.",
                        "Take it out of the profile, or synchronise the inventory if it is new."));
            } else {
                findings.addAll(findings(draft, qube.get(), attachment));
            }
        }
        return findings;
    }

    private static List<Finding> findings(Draft draft, QubeReport qube, Attachment attachment) {
        QubeName name = qube.name();
        Release release = draft.survey().release();
        List<Finding> findings = new ArrayList<>();
        if (!CLASSES.contains(qube.qubeClass())) {
            findings.add(Find.blocker(
                    "qube-unfit",
                    name + " is a " + qube.qubeClass() + ".",
                    "Only a qube that keeps its own files can be given a place on the LAN.",
                    "Choose an AppVM or a StandaloneVM."));
        }
        if (qube.virtMode().equals("hvm")) {
            findings.add(Find.blocker(
                    "hvm",
                    name + " runs as HVM.",
                    "Its stub domain bridges the card and runs a DHCP server for the address that Qubes gives it; on a real"
                            + " bridge that is a rogue DHCP server for the whole LAN.",
                    "Set its virt_mode to pvh, or take it out of the profile."));
        }
        if (attachment.mode() == Mode.ADDITIONAL && release != Release.R4_3) {
            findings.add(Find.blocker(
                    "additional-unsupported",
                    "A second card on the bridge for " + name + " needs R4.3; this host is " + release.label() + ".",
                    "Before, there is no template for one qube that could add a card.",
                    "Choose “replace” for " + name + " in the profile."));
        }
        findings.addAll(otherBridge(draft, qube));
        findings.addAll(dependents(draft, qube));
        findings.addAll(networkManager(draft, qube));
        return findings;
    }

    private static List<Finding> otherBridge(Draft draft, QubeReport qube) {
        String bridge = qube.feature(R4Members.FEATURE)
                .or(() -> qube.property(R2Members.BRIDGE).map(property -> property.value()))
                .orElse("");
        boolean known =
                draft.request().baseline().artifacts().contains(new Artifact.Feature(qube.name(), R4Members.FEATURE))
                        || draft.request()
                                .baseline()
                                .artifacts()
                                .contains(new Artifact.Property(qube.name(), R2Members.BRIDGE));
        return Find.when(
                !bridge.isEmpty() && !known,
                Find.blocker(
                        "qube-on-other-bridge",
                        qube.name() + " is on " + bridge + " already, and not by this profile.",
                        "Its card would leave that bridge without a word to whoever put it there.",
                        "Take it off that bridge first. A clone inherits this from its model: remove the mark there."));
    }

    private static List<Finding> dependents(Draft draft, QubeReport qube) {
        List<String> behind = draft.survey().qubes().values().stream()
                .filter(other -> qube.name().equals(other.netvm()) && other.power() == PowerState.RUNNING)
                .map(other -> other.name().value())
                .toList();
        return Find.when(
                qube.power() == PowerState.RUNNING && !behind.isEmpty(),
                Find.blocker(
                        "qube-has-dependents",
                        qube.name() + " gives network to " + String.join(", ", behind) + ", and these run.",
                        "It has to be shut down to change its network, and Qubes refuses that while others hang on it.",
                        "Shut them down first, then plan again."));
    }

    private static List<Finding> networkManager(Draft draft, QubeReport qube) {
        HostPath marker = marker(draft.survey().release());
        Place root = root(qube);
        return switch (draft.survey().sight(root, marker)) {
            case Sight.Seen seen ->
                Find.when(
                        seen.image().isEmpty(),
                        Find.blocker(
                                "network-manager-missing",
                                root.label() + " has no " + marker
                                        + ", so NetworkManager for Qubes is not installed there.",
                                "Without it " + qube.name()
                                        + " cannot take an address of the LAN and keeps the one of Qubes.",
                                "Install qubes-core-agent-network-manager in " + root.label() + "."));
            case Sight.Halted halted ->
                List.of(Find.warning(
                        "network-manager-unseen",
                        "Whether " + root.label()
                                + " has NetworkManager cannot be seen, since nothing that is based on it runs.",
                        "Without it " + qube.name() + " cannot take an address of the LAN and keeps the one of Qubes.",
                        "See that qubes-core-agent-network-manager is installed in " + root.label() + "."));
            case Sight.Unreadable unreadable -> List.of();
            case Sight.Hidden hidden -> List.of();
        };
    }

    /** A file of the package that lets NetworkManager run in a qube. */
    static HostPath marker(Release release) {
        return HostPath.of(
                release == Release.R2B2
                        ? "/etc/NetworkManager/NetworkManager.conf"
                        : "/etc/NetworkManager/conf.d/30-qubes.conf");
    }

    private static Place root(QubeReport qube) {
        QubeName template = qube.template();
        return Place.in(template == null ? qube.name() : template);
    }
}
