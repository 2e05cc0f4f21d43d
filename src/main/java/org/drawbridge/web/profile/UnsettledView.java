package org.drawbridge.web.profile;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drawbridge.job.Unsettled;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.PackagedFiles;
import org.drawbridge.profile.BridgeProfile;

/**
 * What is left on the host of a bridge whose changes of stock packages were put back.
 *
 * @param job the job that put them back
 * @param at when that was
 * @param left what it changed besides and is still there, a line each
 */
record UnsettledView(long job, Instant at, List<String> left) {

    static Optional<UnsettledView> of(BridgeProfile profile, Optional<Unsettled> unsettled, List<Artifact> remains) {
        if (profile.applied().isPresent() || remains.isEmpty()) {
            return Optional.empty();
        }
        List<String> left = remains.stream()
                .filter(artifact -> !isPackaged(artifact))
                .map(artifact -> artifact.kind() + " " + artifact.locator() + " in "
                        + artifact.where().label())
                .toList();
        return unsettled.map(since -> new UnsettledView(since.job(), since.at(), left));
    }

    private static boolean isPackaged(Artifact artifact) {
        return artifact instanceof Artifact.File file && PackagedFiles.touches(file.path());
    }
}
