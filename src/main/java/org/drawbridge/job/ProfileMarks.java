package org.drawbridge.job;

import java.util.Optional;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.Profiles;

/** The marks on the profiles of the store; a profile that was deleted has none. */
final class ProfileMarks implements AppliedMarks {

    private final Profiles profiles;

    ProfileMarks(Profiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public Optional<BridgeProfile.Applied> current(long profile) {
        return profiles.find(profile).flatMap(BridgeProfile::applied);
    }

    @Override
    public void mark(long profile, BridgeProfile.Applied applied) {
        if (profiles.find(profile).isPresent()) {
            profiles.markApplied(profile, applied.job(), applied.version(), applied.until());
        }
    }

    @Override
    public void clear(long profile, long job) {
        profiles.clearApplied(profile, job);
    }
}
