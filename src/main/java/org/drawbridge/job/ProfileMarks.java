package org.drawbridge.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.plan.AppliedFile;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Plans;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.Profiles;

/** The marks on the profiles of the store; a profile that was deleted has none. */
final class ProfileMarks implements AppliedMarks {

    private final Profiles profiles;

    private final Plans plans;

    private final UnsettledBook unsettled;

    ProfileMarks(Profiles profiles, Plans plans, UnsettledBook unsettled) {
        this.profiles = profiles;
        this.plans = plans;
        this.unsettled = unsettled;
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
    public List<Long> restored(long job, List<Artifact.File> files, Instant at) {
        List<Long> relying = plans.appliedFiles().stream()
                .filter(applied -> files.contains(applied.file()))
                .map(AppliedFile::profile)
                .distinct()
                .toList();
        List<Long> ended = new ArrayList<>();
        for (long profile : relying) {
            current(profile).ifPresent(applied -> {
                clear(profile, applied.job());
                unsettled.note(profile, job, at);
                ended.add(profile);
            });
        }
        return ended;
    }

    @Override
    public void clear(long profile, long job) {
        profiles.clearApplied(profile, job);
    }
}
