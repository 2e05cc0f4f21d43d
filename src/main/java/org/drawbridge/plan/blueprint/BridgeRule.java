package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.host.HostCommand.BridgeSwitch;
import org.drawbridge.host.HostCommand.GetBridgeSwitch;
import org.drawbridge.host.Release;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.survey.Look;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.BridgeProfile.Hardening;

/** What a person must know of the bridge itself: its rules, its life after a restart, what it opens. */
final class BridgeRule implements FindingRule {

    @Override
    public void look(Look look, Request request) {
        BridgeNetfilter.look(look, request.net());
    }

    @Override
    public List<Finding> findings(Draft draft, List<Step> steps) {
        Request request = draft.request();
        if (request.removes()) {
            return Find.when(
                    request.baseline().isEmpty() && !steps.isEmpty(),
                    Find.warning(
                            "baseline-unknown",
                            "No applied plan of this profile is known here.",
                            "What its qubes were before cannot be told, so they go back to the host's defaults.",
                            "Look at each change below, and put right by hand what should be another."));
        }
        List<Finding> findings = new ArrayList<>();
        findings.addAll(place(draft));
        findings.addAll(rules(draft));
        findings.addAll(life(draft));
        return findings;
    }

    private static List<Finding> place(Draft draft) {
        Request request = draft.request();
        BridgeProfile profile = request.profile();
        List<Finding> findings = new ArrayList<>();
        boolean there = draft.survey().links(request.netvm()).stream()
                .anyMatch(link -> link.name().equals(profile.bridge().asInterface()));
        if (there && request.baseline().isEmpty()) {
            findings.add(Find.blocker(
                    "bridge-foreign",
                    request.netvm() + " already has an interface " + profile.bridge()
                            + " that is not from this profile.",
                    "Two hands on one bridge would take each other's ports away.",
                    "Take that bridge away, or choose another name in the profile."));
        }
        boolean moved = !request.baseline().isEmpty()
                && request.baseline().artifacts().stream()
                        .filter(Artifact.File.class::isInstance)
                        .noneMatch(artifact -> artifact.where().equals(request.net())
                                && artifact.locator().contains(request.bridge()));
        if (moved) {
            findings.add(Find.blocker(
                    "bridge-moved",
                    "The profile was applied with another net qube or bridge name.",
                    "Two bridges would be up in between, and the first would be forgotten.",
                    "Take the profile away first: put net qube and name back as they were, or revert its job. Then apply it"
                            + " anew."));
        }
        return findings;
    }

    private static List<Finding> rules(Draft draft) {
        Request request = draft.request();
        BridgeProfile profile = request.profile();
        Release release = draft.survey().release();
        List<Finding> findings = new ArrayList<>();
        if (profile.hardening() == Hardening.SEED) {
            findings.add(Find.warning(
                    "seed-opens-routed-qubes",
                    "With the seed's rule every host on the LAN can open connections into every routed qube behind "
                            + request.netvm() + ".",
                    "The rule accepts all that comes from the bridge, also what is routed on from it.",
                    "Choose hardened in the profile: bridging works just as well."));
        }
        List<Ipv4Address> outside = RuleTexts.outside(draft);
        if (release.usesIptables() && !outside.isEmpty()) {
            findings.add(Find.warning(
                    "masquerade-range",
                    "Qubes have addresses outside "
                            + (release == Release.R2B2
                                    ? "the seed's 10.137.1.0–10.137.2.255"
                                    : "Qubes' own 10.137.0.0–10.138.255.255")
                            + ", such as " + outside.getFirst() + "; the rules translate them too.",
                    "Packets from addresses that no rule covers would leave untranslated and get no answer.",
                    "Nothing, if the rules below cover your qubes. Plan again after a qube gets another address."));
        }
        if (draft.survey()
                .lines(new GetBridgeSwitch(request.net(), BridgeSwitch.IPTABLES))
                .contains("1")) {
            findings.add(Find.warning(
                    "bridge-netfilter-on",
                    "Bridge netfilter is loaded and on in " + request.netvm() + ".",
                    "Bridged frames then meet the IP rules: they are dropped, or leave under the net qube's address.",
                    release == Release.R2B2
                            ? "Nothing: these rules let them through untranslated."
                            : "The plan switches it off; something else in " + request.netvm()
                                    + " may have wanted it."));
        }
        return findings;
    }

    private static List<Finding> life(Draft draft) {
        Request request = draft.request();
        BridgeProfile profile = request.profile();
        boolean seed = draft.survey().release() == Release.R2B2 && SeedLink.isSeedRecipe(profile);
        List<Finding> findings = new ArrayList<>();
        if (profile.stp()) {
            findings.add(Find.warning(
                    "stp-on",
                    "The spanning tree is on: the bridge sends BPDUs to the network, and its lease comes half a minute later.",
                    "With one card it is of no use, and a switch may close its port because of it.",
                    "Switch it off in the profile unless two cards lead to the same network."));
        }
        findings.add(
                seed
                        ? Find.warning(
                                "seed-autoconnect",
                                "The seed's keyfiles have autoconnect=false: after a start of " + request.netvm()
                                        + " or a suspend the bridge does not come back by itself.",
                                "Qubes on it do not start then, since their bridge is not there.",
                                "Bring it up by hand with “nmcli con up id bridge0-eth0”, or choose hardened in the profile.")
                        : Find.note(
                                "net-qube-restart",
                                "After a start of " + request.netvm()
                                        + " the bridge comes back by itself; qubes that are on it"
                                        + " may have to be started anew.",
                                "R4.1 and R4.2 plug them in before the bridge may be there, R4.3 not at all. A suspend leaves"
                                        + " them in place.",
                                "Start them again once the bridge is up."));
        findings.add(
                seed
                        ? Find.warning(
                                "ipv6-unfiltered",
                                "The seed's bridge takes an IPv6 address from the LAN, and no rule of this recipe is about IPv6.",
                                "The net qube can then be reached by IPv6.",
                                "Choose hardened in the profile.")
                        : Find.note(
                                "ipv6-off",
                                "IPv6 is off on " + profile.bridge() + ".",
                                "The recipe's rules are for IPv4; with IPv6 on, the net qube would take whatever a router on the"
                                        + " LAN announces.",
                                "Nothing."));
        int behind = Summary.behind(draft);
        findings.addAll(Find.when(
                behind > 0,
                Find.note(
                        "network-interrupted",
                        "The network of " + behind + (behind == 1 ? " running qube" : " running qubes") + " behind "
                                + request.netvm() + " is interrupted while the card moves to the bridge.",
                        "The card loses its address and the bridge asks for a new one.",
                        "Choose a moment without downloads.")));
        return findings;
    }
}
