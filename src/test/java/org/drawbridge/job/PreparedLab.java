package org.drawbridge.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.LabCall;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.blueprint.Profiled;
import org.drawbridge.profile.BridgeProfile.Mode;

/** A lab with a job that waits to be applied or taken back, made once and copied for each thing that may go wrong. */
final class PreparedLab {

    private final Path folder;
    private final Release release;
    private final Way way;
    private final LabRig rig;
    private final List<String> store;

    final Plan plan;

    /** The folder before the job. */
    final WholeFolder before;

    /** The folder when the job waits for confirmation. */
    final WholeFolder bridged;

    /** What is done on the way when nothing goes wrong. */
    final List<LabCall> calls;

    PreparedLab(Path folder, Release release, Way way) {
        this.folder = folder;
        this.release = release;
        this.way = way;
        rig = new LabRig(folder, release);
        before = rig.picture();
        plan = rig.apply(Profiled.on(rig.netvm()).with("personal", Mode.REPLACE, Profiled.DHCP));
        if (way == Way.BACK) {
            rig.run(plan);
        }
        store = rig.bench.script();
        LabRig trial = copy(folder.resolve("trial"));
        trial.faults.recordSteps();
        JobView done = go(trial);
        calls = trial.faults.recordedSteps();
        if (way == Way.ON) {
            bridged = trial.picture();
            trial.revert(done);
        } else {
            bridged = rig.picture();
        }
        trial.picture().assertSameAs(before, release + " without any fault");
    }

    /** The same lab and store once more, in another folder. */
    LabRig copy(Path to) {
        copyTree(folder.resolve("lab"), to.resolve("lab"));
        return new LabRig(to, release, new JobBench(rig.bench, store));
    }

    /** Goes the way that is looked at. */
    JobView go(LabRig on) {
        return way == Way.ON ? on.run(plan) : on.revert(on.engine.jobs().get(1));
    }

    Stream<FaultCase> cases() {
        return FaultCase.all(release, way, calls);
    }

    static void deleteTree(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path each : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    static void copyTree(Path from, Path to) {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path each : walk.sorted().toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
