package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.drawbridge.host.Release;
import org.drawbridge.host.qrexec.StandInQrexec;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.blueprint.Profiled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Profiles on the host of a console in a management qube, with the real agent in between. */
@Tag("python")
@Timeout(120)
class QrexecJobTests {

    @ParameterizedTest
    @EnumSource(value = Release.class, mode = EnumSource.Mode.EXCLUDE, names = "R2B2")
    void planWhenTheAgentHidesOtherKeyfilesHasNoBlockerAndSaysSo(Release release) throws Exception {
        try (StandInQrexec dom0 = StandInQrexec.of(release)) {
            dom0.tag("sys-net", "work");
            StoryRig rig = new StoryRig(dom0.host(), release);

            Plan plan = rig.apply(Profiled.on("sys-net"));

            assertThat(plan.findings())
                    .filteredOn(finding -> finding.severity() == Finding.Severity.BLOCKER)
                    .isEmpty();
            assertThat(plan.findings()).extracting(Finding::code).contains("keyfiles-unseen");
            Plan inside = new StoryRig(dom0.lab(), release).apply(Profiled.on("sys-net"));
            assertThat(plan.steps()).isEqualTo(inside.steps());
            assertThat(codes(plan)).containsAll(codes(inside));
        }
    }

    private static List<String> codes(Plan plan) {
        return plan.findings().stream().map(Finding::code).toList();
    }
}
