package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drawbridge.host.Host;
import org.drawbridge.host.Release;
import org.drawbridge.host.RescueDesk;
import org.drawbridge.patch.PatchText;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.blueprint.Baseline;
import org.drawbridge.plan.blueprint.FileMemory;
import org.drawbridge.plan.blueprint.Planner;
import org.drawbridge.plan.blueprint.Profiled;
import org.drawbridge.plan.blueprint.Request;

/** A host with an engine on it, and plans one after the other as the console would make them. */
class StoryRig {

    private static final List<PatchText> SAMPLES = Stream.of("qubes.py", "settings.py", "ui_settingsdlg.py")
            .map(StoryRig::sample)
            .toList();

    private static final String DIGEST = "0123456789abcdef";

    final JobBench bench;

    final JobModule engine;

    private final Host host;

    private final Release release;

    StoryRig(Host host, Release release) {
        this(host, release, new JobBench());
    }

    /** @param desk the host's own way back */
    StoryRig(Host host, Release release, Optional<RescueDesk> desk) {
        this(host, release, benchWith(desk));
    }

    private static JobBench benchWith(Optional<RescueDesk> desk) {
        JobBench bench = new JobBench();
        bench.desk = desk;
        return bench;
    }

    StoryRig(Host host, Release release, JobBench bench) {
        this.bench = bench;
        this.host = host;
        this.release = release;
        this.engine = bench.engine(host, Runnable::run);
    }

    /** The net qube's name of the release. */
    String netvm() {
        return release == Release.R2B2 ? "netvm" : "sys-net";
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
                Planner.survey(host, release, request),
                (wanted, release, steps) -> DIGEST,
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
                .start(plan.id(), plan.digest(), Duration.ofMinutes(2), codes(plan), JobBench.ANNA)
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

    /** Nobody keeps what a waiting job did. */
    JobView timeRunsOut(JobView job) {
        bench.clock.advance(Duration.ofMinutes(2));
        engine.engine().tick(OnInterrupted.ASK);
        return engine.jobs().get(job.id());
    }

    /** Runs a plan and keeps what it did. */
    JobView kept(Plan plan) {
        assertThat(plan.findings())
                .filteredOn(finding -> finding.severity() == Finding.Severity.BLOCKER)
                .isEmpty();
        JobView job = run(plan);
        assertThat(job.cause()).isEmpty();
        assertThat(job.state()).isEqualTo(JobState.AWAITING_CONFIRMATION);
        return confirm(job);
    }

    /** Goes back on a job with nothing left to do. */
    void back(JobView job) {
        JobView back = revert(job);
        assertThat(back.left()).isEmpty();
        assertThat(back.state()).isEqualTo(JobState.REVERTED);
    }

    private static PatchText sample(String target) {
        String name = target + "-bridge.diff";
        try (InputStream stream = StoryRig.class.getResourceAsStream("/lab/samples/" + name)) {
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
