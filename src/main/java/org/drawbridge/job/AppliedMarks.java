package org.drawbridge.job;

import java.util.Optional;
import org.drawbridge.profile.BridgeProfile;

/** Where it is kept what of a profile is on the host. */
interface AppliedMarks {

    Optional<BridgeProfile.Applied> current(long profile);

    void mark(long profile, BridgeProfile.Applied applied);

    /** Takes the mark of that job away; without effect where another job has marked the profile since. */
    void clear(long profile, long job);
}
