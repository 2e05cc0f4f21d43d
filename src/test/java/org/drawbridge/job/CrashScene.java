package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.job.CrashTask.Deed;
import org.drawbridge.plan.PlanFile;
import org.drawbridge.plan.blueprint.Profiled;
import org.drawbridge.profile.BridgeProfile.Mode;

/** A lab with a plan, and the same once the plan's job waits for confirmation: copied for each process that goes away. */
final class CrashScene {

    private final Path folder;
    private final Release release;
    private final Map<Way, List<String>> points = new EnumMap<>(Way.class);
    private final WholeFolder before;
    private final WholeFolder bridged;

    CrashScene(Path folder, Release release) {
        this.folder = folder;
        this.release = release;
        Path start = start(Way.ON);
        LabRig lab = new LabRig(start, release);
        before = lab.picture();
        PlanFile.write(
                start.resolve("plan.json"),
                lab.apply(Profiled.on(lab.netvm()).with("personal", Mode.REPLACE, Profiled.DHCP)));
        lab.bench.discard();
        try (CrashRig rig = new CrashRig(start, new CrashPoints(CrashPoints.NONE, () -> {}))) {
            rig.makeTables();
        }
        PreparedLab.copyTree(start, start(Way.BACK));
        points.put(Way.ON, rehearse(start(Way.BACK), Deed.APPLY));
        bridged = picture(start(Way.BACK));
        Path end = folder.resolve("end");
        PreparedLab.copyTree(start(Way.BACK), end);
        points.put(Way.BACK, rehearse(end, Deed.BACK));
        picture(end).assertSameAs(before, "nobody was gone");
    }

    private Path start(Way way) {
        return folder.resolve("start-" + way.word());
    }

    private static List<String> rehearse(Path at, Deed deed) {
        CrashPoints points = new CrashPoints(CrashPoints.NONE, () -> {});
        new CrashTask(at, deed, CrashPoints.NONE).run(points);
        return points.names();
    }

    /** What happens on a way, in order. */
    List<String> points(Way way) {
        return points.get(way);
    }

    /** The first process's task. */
    CrashTask crash(CrashCase one) {
        Path own = folder.resolve(one.folder());
        PreparedLab.copyTree(start(one.way()), own);
        return new CrashTask(own, one.way() == Way.ON ? Deed.APPLY : Deed.BACK, one.point());
    }

    /** The second's, where it is gone too. */
    CrashTask crashAgain(CrashCase one) {
        return new CrashTask(folder.resolve(one.folder()), one.deed(), one.again());
    }

    /** The last one's. */
    CrashTask recover(CrashCase one) {
        return new CrashTask(folder.resolve(one.folder()), one.deed(), CrashPoints.NONE);
    }

    /** Looks whether what the process before had committed is there. */
    void assertKept(CrashCase one) {
        CrashStore.assertKept(folder.resolve(one.folder()), folder.resolve("copy"));
    }

    /** Looks at what the last process left, and that a person can still go back. */
    JobState assertRecovered(CrashCase one) {
        Path own = folder.resolve(one.folder());
        Optional<JobState> state;
        try (CrashRig rig = new CrashRig(own, new CrashPoints(CrashPoints.NONE, () -> {}))) {
            Optional<JobView> job = rig.module.jobs().find(1);
            job.ifPresent(found -> assertThat(found.left()).isEmpty());
            state = job.map(JobView::state);
            if (state.equals(Optional.of(JobState.AWAITING_CONFIRMATION))) {
                picture(own).withoutHeld().assertSameAs(bridged.withoutHeld(), "applied");
                rig.module.jobs().revert(1, JobBench.ANNA);
            }
            assertThat(rig.module.jobs().find(1).map(JobView::state).orElse(JobState.REVERTED))
                    .isEqualTo(JobState.REVERTED);
            assertThat(rig.module.jobs().holding()).isEmpty();
            assertThat(rig.trail.verify().ok()).isTrue();
        }
        picture(own).assertSameAs(before, "back");
        return state.orElse(JobState.QUEUED);
    }

    private WholeFolder picture(Path at) {
        Path lab = at.resolve("lab");
        return WholeFolder.of(Lab.openOrCreate(lab, release).tree(), lab);
    }
}
