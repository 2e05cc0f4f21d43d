package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Step;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.BridgeProfile.Addressing;

/** What happens, in two or three sentences for people. */
final class Summary {

    private Summary() {}

    static List<String> of(Draft draft, List<Step> steps, boolean blocked) {
        if (steps.isEmpty()) {
            return List.of(
                    blocked
                            ? "Nothing can be planned yet: see what stands against it."
                            : "Nothing to do: the host is already as the profile wants it.");
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(bridge(draft));
        Set<QubeName> restarted = restarted(steps);
        if (!restarted.isEmpty()) {
            sentences.add(names(restarted) + (restarted.size() == 1 ? " is" : " are")
                    + " shut down and started again. Save what is open there.");
        }
        int behind = behind(draft);
        if (behind > 0) {
            sentences.add(
                    "The network is interrupted for some seconds for " + behind + (behind == 1 ? " qube" : " qubes")
                            + " behind " + draft.request().netvm() + ".");
        }
        return sentences;
    }

    private static String bridge(Draft draft) {
        Request request = draft.request();
        BridgeProfile profile = request.profile();
        if (request.removes()) {
            return profile.bridge() + " is taken away from " + request.netvm() + "; its qubes are routed again.";
        }
        String address = switch (profile.address()) {
            case Addressing.Dhcp dhcp -> "DHCP";
            case Addressing.Static fixed -> fixed.cidr().toString();
        };
        String members = request.wanted().stream()
                .map(attachment -> attachment.qube().value())
                .collect(Collectors.joining(", "));
        return request.netvm() + " gets " + profile.bridge() + " on "
                + profile.uplink().text() + " (" + address + ")"
                + (members.isEmpty() ? "." : "; on it: " + members + ".");
    }

    private static Set<QubeName> restarted(List<Step> steps) {
        Set<QubeName> down = new TreeSet<>();
        Set<QubeName> restarted = new TreeSet<>();
        for (Step step : steps) {
            if (step instanceof Step.Change change
                    && change.artifact() instanceof Artifact.Power power
                    && change.after() instanceof Content.Setting after) {
                if (after.value().equals("Halted")) {
                    down.add(power.qube());
                } else if (down.contains(power.qube())) {
                    restarted.add(power.qube());
                }
            }
        }
        return restarted;
    }

    /** How many running qubes get their network through the net qube, directly or not. */
    static int behind(Draft draft) {
        Set<QubeName> reached = new TreeSet<>(Set.of(draft.request().netvm()));
        boolean grew = true;
        while (grew) {
            grew = draft.survey().qubes().values().stream()
                    .filter(qube -> qube.netvm() != null && reached.contains(qube.netvm()))
                    .map(qube -> reached.add(qube.name()))
                    .reduce(false, Boolean::logicalOr);
        }
        return (int) reached.stream()
                .filter(name ->
                        !name.equals(draft.request().netvm()) && draft.survey().runs(name))
                .count();
    }

    private static String names(Set<QubeName> names) {
        return names.stream().map(QubeName::value).collect(Collectors.joining(", "));
    }
}
