package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.survey.Look;

/** Whether the net qube can carry a bridge, and keeps it. */
final class NetQubeRule implements FindingRule {

    static final HostPath VIF_BRIDGE = HostPath.of("/etc/xen/scripts/vif-bridge");

    private static final Set<String> CLASSES = Set.of("AppVM", "StandaloneVM", "DispVM", "NetVM", "ProxyVM");

    private static final int EXECUTABLE = 0100;

    @Override
    public void look(Look look, Request request) {
        look.file(request.net(), VIF_BRIDGE);
    }

    @Override
    public List<Finding> findings(Draft draft, List<Step> steps) {
        QubeName name = draft.request().netvm();
        Optional<QubeReport> found = draft.survey().qube(name);
        if (found.isEmpty()) {
            return List.of(Find.blocker(
                    "net-qube-missing",
                    "There is no qube " + name + ".",
                    "The bridge is made inside its net qube.",
                    "Choose another net qube in the profile."));
        }
        QubeReport qube = found.get();
        if (!CLASSES.contains(qube.qubeClass()) || !qube.providesNetwork()) {
            return List.of(Find.blocker(
                    "net-qube-unfit",
                    name + " (" + qube.qubeClass() + ") does not provide network.",
                    "Only a qube that others may hang on can carry their bridge.",
                    "Choose another net qube in the profile."));
        }
        if (qube.power() != PowerState.RUNNING) {
            return List.of(Find.blocker(
                    "net-qube-halted",
                    name + " does not run.",
                    "Its cards, rules and keyfiles can be seen only while it runs, and without them no difference can be shown.",
                    "Start " + name + ", then plan again."));
        }
        List<Finding> findings = new ArrayList<>();
        if (!draft.request().removes()) {
            findings.addAll(vifBridge(draft));
            findings.addAll(persistence(draft, qube));
        }
        return findings;
    }

    private static List<Finding> vifBridge(Draft draft) {
        Place net = draft.request().net();
        boolean usable = draft.survey()
                .image(net, VIF_BRIDGE)
                .map(FileImage::mode)
                .filter(mode -> (mode & EXECUTABLE) != 0)
                .isPresent();
        return Find.when(
                !usable,
                Find.blocker(
                        "vif-bridge-missing",
                        net.label() + " has no executable " + VIF_BRIDGE + ".",
                        "Xen runs it to make a qube's card a port of the bridge; without it no bridged qube starts.",
                        "Install xen-runtime (Fedora) or xen-utils-common (Debian) in the template of " + net.label()
                                + " and restart it."));
    }

    private static List<Finding> persistence(Draft draft, QubeReport qube) {
        List<Finding> findings = new ArrayList<>();
        // Qubes takes every text but the empty one for on, "0" too.
        boolean custom = qube.feature("service.custom-persist")
                .filter(value -> !value.isEmpty())
                .isPresent();
        if (custom) {
            findings.add(Find.blocker(
                    "custom-persist",
                    qube.name() + " has the service custom-persist.",
                    "It then ignores /rw/config/qubes-firewall.d at its start, and the bridge would come up without its rules.",
                    "Switch the service off, or choose another net qube."));
        }
        Home home = Home.of(draft.request(), draft.survey());
        if (home.disposable()) {
            findings.add(
                    isShared(draft, home)
                            ? Find.blocker(
                                    "disposable-template-shared",
                                    home.why() + " Other disposables are made from that template too.",
                                    "Every one of them would get the bridge's files.",
                                    "Give " + home.net() + " a disposable template of its own, then plan again.")
                            : Find.warning(
                                    "disposable-net-qube",
                                    home.why(),
                                    "The files are written there and, until the next start, into " + home.net() + ".",
                                    "Nothing, if nothing else is made from " + home.lasting() + "."));
        }
        return findings;
    }

    private static boolean isShared(Draft draft, Home home) {
        return draft.survey().qubes().values().stream()
                .filter(other -> !other.name().equals(home.net()))
                .anyMatch(other -> home.lasting().equals(other.template())
                        || other.property("default_dispvm")
                                .filter(property ->
                                        property.value().equals(home.lasting().value()))
                                .isPresent());
    }
}
