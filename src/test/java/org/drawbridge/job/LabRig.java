package org.drawbridge.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.host.lab.LabFaults;
import org.drawbridge.patch.PatchText;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.blueprint.Baseline;
import org.drawbridge.plan.blueprint.FileMemory;
import org.drawbridge.plan.blueprint.Planner;
import org.drawbridge.plan.blueprint.Profiled;
import org.drawbridge.plan.blueprint.Request;

/** A lab with an engine on it, and plans one after the other as the console would make them. */
final class LabRig {

    private static final List<PatchText> SAMPLES = Stream.of("qubes.py", "settings.py", "ui_settingsdlg.py")
            .map(LabRig::sample)
            .toList();

    private static final int QUBES = 12;

    final JobBench bench = new JobBench();

    final LabFaults faults = new LabFaults();

    /** How long the lab kept callers waiting. */
    final List<Duration> waited = new ArrayList<>();

    final Lab lab;

    final JobModule engine;

    LabRig(Path folder, Release release) {
        lab = Lab.openOrCreate(folder.resolve("lab"), release, QUBES, Duration.ZERO, waited::add, faults);
        engine = bench.engine(lab, Runnable::run);
    }

    /** The net qube's name of the release. */
    String netvm() {
        return lab.release() == Release.R2B2 ? "netvm" : "sys-net";
    }

    Plan apply(Profiled profile) {
        return plan(profile, Plan.Kind.APPLY);
    }

    Plan remove(Profiled profile) {
        return plan(profile, Plan.Kind.REMOVE);
    }

    private Plan plan(Profiled profile, Plan.Kind kind) {
        Request request = new Request(
                profile.profile(), kind, Baseline.of(standing(profile.profile().id())), memory(), SAMPLES);
        Plan plan = Planner.plan(
                UUID.randomUUID(),
                request,
                Planner.survey(lab, lab.release(), request),
                (wanted, release, steps) -> JobBench.DIGEST,
                bench.clock.instant(),
                Duration.ofDays(1));
        bench.plans.put(plan.id(), plan);
        return plan;
    }

    /** The plans of a profile that changed the host and still stand. */
    private List<Plan> standing(long profile) {
        List<Plan> standing = new ArrayList<>();
        bench.planMarks.forEach((id, mark) -> {
            Plan plan = bench.plans.get(id);
            boolean stands = mark.equals("finished") || (mark.equals("begun") && plan.kind() == Plan.Kind.APPLY);
            if (plan.profileId() == profile && stands) {
                standing.add(plan);
            }
        });
        return standing;
    }

    private FileMemory memory() {
        FileMemory memory = new FileMemory();
        bench.planEvents.forEach(event -> {
            switch (event.getValue()) {
                case "begun" -> memory.done(bench.plans.get(event.getKey()));
                case "undone" -> memory.undone(bench.plans.get(event.getKey()));
                default -> {}
            }
        });
        return memory;
    }

    /** Runs a plan until its job waits or has gone back. */
    JobView run(Plan plan) {
        long id = engine.jobs()
                .start(plan.id(), JobBench.DIGEST, Duration.ofMinutes(2), codes(plan), JobBench.ANNA)
                .id();
        return engine.jobs().get(id);
    }

    JobView confirm(JobView job) {
        return engine.jobs().confirm(job.id(), JobBench.ANNA);
    }

    /** Goes back to the end of the way. */
    JobView revert(JobView job) {
        engine.jobs().revert(job.id(), JobBench.ANNA);
        return engine.jobs().get(job.id());
    }

    WholeFolder picture() {
        return WholeFolder.of(lab.tree(), lab.folder());
    }

    private static PatchText sample(String target) {
        String name = target + "-bridge.diff";
        try (InputStream stream = LabRig.class.getResourceAsStream("/lab/samples/" + name)) {
            String content = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return new PatchText(name, target, content, true);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static Set<String> codes(Plan plan) {
        return plan.findings().stream().map(Finding::code).collect(Collectors.toSet());
    }
}
