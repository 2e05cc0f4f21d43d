package org.drawbridge.job;

import java.util.List;
import java.util.Optional;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Manifest;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.HostCheck;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Probe;
import org.drawbridge.plan.Step;

/** Writes a job's plan as the manifest that the host itself can go back by. */
final class PlanManifest {

    private PlanManifest() {}

    /** The job's name on the host: its number, and the beginning of its plan's, which is another one in another database. */
    static String name(Job job) {
        return job.id() + "-" + job.plan().toString().substring(0, 8);
    }

    /** The manifest, or nothing where the plan is about no bridge. */
    static Optional<Manifest> of(Job job, Plan plan) {
        return bridge(plan)
                .map(bridge -> Manifest.of(
                        name(job),
                        bridge.netvm(),
                        bridge.name(),
                        plan.digest(),
                        plan.release(),
                        plan.steps().stream().map(PlanManifest::step).toList()));
    }

    /** The bridge that is to be up, or else the one that is to be gone. */
    private static Optional<Bridge> bridge(Plan plan) {
        List<Bridge> gone = plan.probes().stream()
                .filter(Probe.BridgeGone.class::isInstance)
                .map(Probe.BridgeGone.class::cast)
                .map(probe -> new Bridge(probe.netvm(), probe.bridge()))
                .toList();
        return plan.probes().stream()
                .filter(Probe.BridgeUp.class::isInstance)
                .map(Probe.BridgeUp.class::cast)
                .map(probe -> new Bridge(probe.netvm(), probe.bridge()))
                .findFirst()
                .or(() -> gone.stream().findFirst());
    }

    private static Manifest.Step step(Step step) {
        return switch (step) {
            case Step.Change change -> change(change);
            case Step.Action action ->
                new Manifest.Command(
                        action.seq(),
                        action.command(),
                        action.undo(),
                        action.check().map(PlanManifest::check).orElse(null));
        };
    }

    private static Manifest.Step change(Step.Change change) {
        int seq = change.seq();
        return switch (change.artifact()) {
            case Artifact.File file ->
                new Manifest.File(
                        seq,
                        file.place(),
                        file.path(),
                        Manifest.Image.of(image(change.before())),
                        Manifest.Image.of(image(change.after())));
            case Artifact.Property it ->
                new Manifest.Property(seq, it.qube(), it.name(), value(change.before()), value(change.after()));
            case Artifact.Feature it ->
                new Manifest.Feature(seq, it.qube(), it.name(), value(change.before()), value(change.after()));
            case Artifact.Service it ->
                new Manifest.Service(seq, it.qube(), it.name(), value(change.before()), value(change.after()));
            case Artifact.Power it ->
                new Manifest.Power(
                        seq,
                        it.qube(),
                        value(change.before()).value(),
                        value(change.after()).value());
        };
    }

    private static Manifest.Check check(HostCheck check) {
        return new Manifest.Check(check.command(), check.present(), check.absent());
    }

    private static Optional<FileImage> image(Content content) {
        return content instanceof Content.FileContent file ? Optional.of(file.image()) : Optional.empty();
    }

    private static Manifest.Value value(Content content) {
        if (content instanceof Content.Setting setting) {
            return new Manifest.Value(setting.value(), setting.isDefault());
        }
        throw new IllegalArgumentException("A setting never becomes a file.");
    }

    /** A bridge in its net qube. */
    private record Bridge(QubeName netvm, BridgeName name) {}
}
