package org.drawbridge.job;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.host.Expected;
import org.drawbridge.host.Host;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Plan.Precondition;
import org.drawbridge.plan.Preconditions;

/** Compares what a plan was made from with the host before the first write; what cannot be read yet is kept for later. */
final class StartingPoint {

    private final Host host;

    private final Artifacts artifacts;

    private List<Precondition> open;

    StartingPoint(Host host, Artifacts artifacts, Plan plan) {
        this.host = host;
        this.artifacts = artifacts;
        this.open = plan.preconditions();
    }

    /** Looks at all that can be read now and was not looked at yet, and names every one that does not hold. */
    List<String> violations() {
        List<Precondition> later = new ArrayList<>();
        List<String> violations = new ArrayList<>();
        for (Precondition precondition : open) {
            if (!canBeRead(precondition.artifact())) {
                later.add(precondition);
            } else if (!holds(precondition)) {
                violations.add(LeftOver.name(precondition.artifact()) + " is not as it was when the plan was made.");
            }
        }
        open = later;
        return violations;
    }

    private boolean holds(Precondition precondition) {
        Expected found = Preconditions.of(artifacts.read(precondition.artifact()));
        return precondition.expected().equals(Expected.ANY)
                || precondition.expected().equals(found);
    }

    private boolean canBeRead(Artifact artifact) {
        return !(artifact instanceof Artifact.File)
                || Places.qube(artifact.where())
                        .map(qube -> Places.runs(host, qube))
                        .orElse(true);
    }
}
