package org.drawbridge.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.host.Host;
import org.drawbridge.host.Release;
import org.drawbridge.plan.survey.Look;
import org.springframework.stereotype.Service;

/** What the applied plans made of the host, and what of it is to be seen now; nothing is started for a look. */
@Service
public class AppliedState {

    private final PlanTable table;
    private final Host host;

    AppliedState(PlanTable table, Host host) {
        this.table = table;
        this.host = host;
    }

    /** Every artifact that applied plans left as something else than it was, in the order of the first change. */
    public List<AppliedArtifact> artifacts() {
        Map<Artifact, AppliedArtifact> state = new LinkedHashMap<>();
        for (PlanTable.Begun begun : table.standingInOrder()) {
            switch (begun.plan().kind()) {
                case APPLY -> begun.plan().changes().forEach(change -> apply(state, begun, change));
                case REMOVE -> remove(state, begun);
                // Whether packages were put back is seen on their files.
                case RESTORE -> {}
            }
        }
        return state.values().stream()
                .filter(each -> !each.before().equals(each.after()))
                .toList();
    }

    private static void apply(Map<Artifact, AppliedArtifact> state, PlanTable.Begun begun, Step.Change change) {
        if (!(change.artifact() instanceof Artifact.Power)) {
            AppliedArtifact old = state.get(change.artifact());
            state.put(change.artifact(), applied(begun, change, old == null ? change.before() : old.before()));
        }
    }

    /** What a removal put back is nobody's any more, what other profiles need stays theirs, and what it left alone is left alone. */
    private static void remove(Map<Artifact, AppliedArtifact> state, PlanTable.Begun begun) {
        for (Step.Change change : begun.plan().changes()) {
            state.computeIfPresent(
                    change.artifact(),
                    (artifact, old) -> old.before().equals(change.after())
                            ? null
                            : new AppliedArtifact(
                                    old.profile(),
                                    old.profileName(),
                                    old.plan(),
                                    begun.at(),
                                    artifact,
                                    old.before(),
                                    change.after()));
        }
        state.values().removeIf(each -> each.profile() == begun.plan().profileId());
    }

    private static AppliedArtifact applied(PlanTable.Begun begun, Step.Change change, Content before) {
        Plan plan = begun.plan();
        return new AppliedArtifact(
                plan.profileId(), plan.profileName(), plan.id(), begun.at(), change.artifact(), before, change.after());
    }

    /** The bridges that are raised. */
    public List<AppliedBridge> bridges() {
        Map<Long, AppliedBridge> bridges = new LinkedHashMap<>();
        for (PlanTable.Begun begun : table.standingInOrder()) {
            switch (begun.plan().kind()) {
                case APPLY -> bridge(begun).ifPresent(bridge -> bridges.put(bridge.profile(), bridge));
                case REMOVE -> bridges.remove(begun.plan().profileId());
                case RESTORE -> {}
            }
        }
        return List.copyOf(bridges.values());
    }

    private static Optional<AppliedBridge> bridge(PlanTable.Begun begun) {
        return begun.plan().probes().stream()
                .filter(Probe.UplinkInBridge.class::isInstance)
                .map(Probe.UplinkInBridge.class::cast)
                .map(probe -> new AppliedBridge(
                        begun.plan().profileId(),
                        begun.plan().profileName(),
                        begun.plan().id(),
                        begun.at(),
                        probe.netvm(),
                        probe.bridge(),
                        probe.uplink()))
                .findFirst();
    }

    /**
     * Looks at these artifacts, and at the stock files that ours carry a copy of.
     *
     * @throws org.drawbridge.host.HostException when not even the qubes can be listed
     */
    public AppliedLook look(Release release, Collection<AppliedArtifact> applied) {
        Look look = new Look(host, release);
        List<Artifact> artifacts = new ArrayList<>();
        applied.forEach(each -> artifacts.add(each.artifact()));
        return AppliedLook.of(look, artifacts, table::memory);
    }
}
