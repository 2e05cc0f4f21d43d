package org.drawbridge.job;

import java.util.Optional;
import org.drawbridge.profile.BridgeProfile;

/** Where it is kept what of a profile is on the host. */
interface AppliedMarks {

    Optional<BridgeProfile.Applied> current(long profile);

    void mark(long profile, Optional<BridgeProfile.Applied> applied);
}
