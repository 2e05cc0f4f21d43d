package org.drawbridge.job;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.drawbridge.job.StalePlanException.ChangedArtifact;
import org.drawbridge.plan.Plan;

/** Where plans are kept, and whether what they were made from still holds. */
interface ApprovedPlans {

    Optional<Plan> find(UUID id);

    /** Whether the profile still says what the plan was made from. */
    boolean followsProfile(Plan plan);

    /** What is not as it was when the plan was made; reads the host. */
    List<ChangedArtifact> recheck(Plan plan);

    /** A job is about to make the first change by this plan. */
    void begun(UUID id);

    /** A job has done all of this plan. */
    void finished(UUID id);

    /** All of this plan was taken back. */
    void undone(UUID id);
}
