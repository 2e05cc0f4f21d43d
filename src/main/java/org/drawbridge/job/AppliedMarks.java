package org.drawbridge.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drawbridge.plan.Artifact;
import org.drawbridge.profile.BridgeProfile;

/** Where it is kept what of a profile is on the host. */
interface AppliedMarks {

    Optional<BridgeProfile.Applied> current(long profile);

    void mark(long profile, BridgeProfile.Applied applied);

    /**
     * Files of packages are stock again: profiles that had changed them count as applied no more, with what is left of them.
     *
     * @param job the job that put them back
     * @return the profiles' numbers
     */
    default List<Long> restored(long job, List<Artifact.File> files, Instant at) {
        return List.of();
    }

    /** Takes the mark of that job away; without effect where another job has marked the profile since. */
    void clear(long profile, long job);
}
