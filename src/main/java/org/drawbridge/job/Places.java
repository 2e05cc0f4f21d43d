package org.drawbridge.job;

import java.util.List;
import java.util.Optional;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Place;
import org.drawbridge.host.PowerState;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Step;

/** Where the steps of a plan happen. */
final class Places {

    private Places() {}

    static Place of(Step step) {
        return switch (step) {
            case Step.Change change -> change.artifact().where();
            case Step.Action action -> action.command().place();
        };
    }

    /** The qube of a place other than dom0. */
    static Optional<QubeName> qube(Place place) {
        return place instanceof Place.InQube in ? Optional.of(in.qube()) : Optional.empty();
    }

    /** Whether this is the power state of a running qube. */
    static boolean isRunning(Content power) {
        return power instanceof Content.Setting setting && PowerState.ofWord(setting.value()) == PowerState.RUNNING;
    }

    /** Every qube but dom0 in which steps happen, each once. */
    static List<QubeName> qubes(List<Step> steps) {
        return steps.stream()
                .map(Places::of)
                .flatMap(place -> qube(place).stream())
                .distinct()
                .toList();
    }

    /** Whether a qube runs now; one that is gone does not. */
    static boolean runs(Host host, QubeName qube) {
        try {
            return PowerState.ofWord(host.state(qube)) == PowerState.RUNNING;
        } catch (HostException.NoSuchQube gone) {
            return false;
        }
    }
}
