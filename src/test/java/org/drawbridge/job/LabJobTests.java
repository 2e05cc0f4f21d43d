package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.host.lab.LabTree;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real plans on the lab, forth and back. */
class LabJobTests {

    @TempDir
    private Path folder;

    private final JobBench bench = new JobBench();

    @ParameterizedTest
    @EnumSource(Release.class)
    void revertWhenJobWaitsLeavesTheLabByteForByteAsBefore(Release release) {
        Lab lab = Lab.openOrCreate(folder.resolve("lab"), release);
        LabTree before = lab.tree();
        Plan plan = LabPlan.of(lab);
        assertThat(plan.applicable()).as("%s", plan.findings()).isTrue();
        bench.plans.put(plan.id(), plan);
        JobModule engine = bench.engine(lab, Runnable::run);

        long id = engine.jobs()
                .start(plan.id(), JobBench.DIGEST, Duration.ofMinutes(2), warnings(plan), JobBench.ANNA)
                .id();
        JobView job = engine.jobs().get(id);
        assertThat(job.cause()).isEmpty();
        assertThat(job.state()).isEqualTo(JobState.AWAITING_CONFIRMATION);
        assertThat(lab.tree()).isNotEqualTo(before);
        engine.jobs().revert(id, JobBench.ANNA);

        assertThat(engine.jobs().get(id).left()).isEmpty();
        assertThat(engine.jobs().get(id).state()).isEqualTo(JobState.REVERTED);
        assertThat(lab.tree().entries()).containsExactlyInAnyOrderEntriesOf(before.entries());
    }

    static Set<String> warnings(Plan plan) {
        return plan.findings().stream().map(Finding::code).collect(Collectors.toSet());
    }
}
