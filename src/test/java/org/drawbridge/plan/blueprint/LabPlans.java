package org.drawbridge.plan.blueprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.patch.PatchText;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.survey.Survey;

/** Plans for a lab host, one after the other, as the console would make them. */
final class LabPlans {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    static final List<PatchText> SAMPLES = Stream.of("qubes.py", "settings.py", "ui_settingsdlg.py")
            .map(LabPlans::sample)
            .toList();

    private final Lab lab;
    private final List<Plan> applied = new ArrayList<>();
    private final FileMemory memory = new FileMemory();
    private final PlanWalk walk;

    LabPlans(Lab lab) {
        this.lab = lab;
        this.walk = new PlanWalk(lab);
    }

    static LabPlans of(Path folder, Release release) {
        return new LabPlans(Lab.openOrCreate(folder.resolve("lab"), release));
    }

    Lab lab() {
        return lab;
    }

    /** The net qube's name of the release. */
    String netvm() {
        return lab.release() == Release.R2B2 ? "netvm" : "sys-net";
    }

    Plan apply(Profiled profile) {
        return plan(request(profile, Plan.Kind.APPLY));
    }

    Plan remove(Profiled profile) {
        return plan(request(profile, Plan.Kind.REMOVE));
    }

    Request request(Profiled profile, Plan.Kind kind) {
        List<Plan> own = applied.stream()
                .filter(plan -> plan.profileId() == profile.profile().id())
                .toList();
        return new Request(profile.profile(), kind, Baseline.of(own), memory, SAMPLES);
    }

    Plan plan(Request request) {
        return plan(request, Planner.survey(lab, lab.release(), request));
    }

    /** The plan where the host looked a little different than the lab does. */
    Plan apply(Profiled profile, UnaryOperator<Survey> otherwise) {
        Request request = request(profile, Plan.Kind.APPLY);
        return plan(request, otherwise.apply(Planner.survey(lab, lab.release(), request)));
    }

    private static Plan plan(Request request, Survey survey) {
        return Planner.plan(
                new UUID(0, 1), request, survey, (wanted, release, steps) -> "digest", NOW, Duration.ofHours(1));
    }

    /** Does it, and remembers that it stands. */
    Plan run(Plan plan) {
        walk.forth(plan);
        applied.add(plan);
        memory.done(plan);
        return plan;
    }

    /** Takes the plan that was run last back. */
    void back() {
        Plan plan = applied.removeLast();
        walk.back(plan);
        memory.undone(plan);
    }

    private static PatchText sample(String target) {
        String name = target + "-bridge.diff";
        try (InputStream stream = LabPlans.class.getResourceAsStream("/lab/samples/" + name)) {
            String content = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return new PatchText(name, target, content, true);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
