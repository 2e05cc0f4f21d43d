package org.drawbridge.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.Host;
import org.drawbridge.host.PowerState;
import org.drawbridge.host.QubeReport;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Plan.Precondition;
import org.drawbridge.plan.Step;

/** Compares what a plan was made from with the host before the first write; what cannot be read yet is kept for later. */
final class StartingPoint {

    private final Host host;

    private final Artifacts artifacts;

    private final Plan plan;

    private List<Precondition> open;

    StartingPoint(Host host, Artifacts artifacts, Plan plan) {
        this.host = host;
        this.artifacts = artifacts;
        this.plan = plan;
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
        Content found = artifacts.read(precondition.artifact());
        return switch (found) {
            case Content.FileContent file -> precondition.expected().holdsFor(Optional.of(file.image()));
            case Content.NoFile none -> precondition.expected().holdsFor(Optional.empty());
            case Content.Setting setting ->
                planned(precondition.artifact())
                        .map(before -> Contents.asPlanned(setting, before))
                        .orElse(true);
        };
    }

    private Optional<Content> planned(Artifact artifact) {
        return plan.changes().stream()
                .filter(change -> change.artifact().equals(artifact))
                .map(Step.Change::before)
                .findFirst();
    }

    private boolean canBeRead(Artifact artifact) {
        return !(artifact instanceof Artifact.File)
                || Places.qube(artifact.where())
                        .map(qube -> host.qube(qube)
                                .map(QubeReport::power)
                                .filter(PowerState.RUNNING::equals)
                                .isPresent())
                        .orElse(true);
    }
}
