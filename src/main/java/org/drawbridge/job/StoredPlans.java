package org.drawbridge.job;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.drawbridge.job.StalePlanException.ChangedArtifact;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Plans;

/** The plans of the store. */
final class StoredPlans implements ApprovedPlans {

    private final Plans plans;

    StoredPlans(Plans plans) {
        this.plans = plans;
    }

    @Override
    public Optional<Plan> find(UUID id) {
        return plans.find(id);
    }

    @Override
    public boolean followsProfile(Plan plan) {
        return plans.followsProfile(plan);
    }

    @Override
    public List<ChangedArtifact> recheck(Plan plan) {
        return plans.recheck(plan).stream()
                .map(difference -> new ChangedArtifact(
                        difference.artifact().label(), difference.expected(), difference.found(), difference.diff()))
                .toList();
    }

    @Override
    public void begun(UUID id) {
        plans.begun(id);
    }

    @Override
    public void finished(UUID id) {
        plans.finished(id);
    }

    @Override
    public void undone(UUID id) {
        plans.undone(id);
    }
}
