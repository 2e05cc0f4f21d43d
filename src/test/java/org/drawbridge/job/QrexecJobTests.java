package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.drawbridge.host.Release;
import org.drawbridge.host.RescueDesk;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.host.qrexec.StandInQrexec;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.blueprint.Profiled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Profiles on the host of a console in a management qube, with the real agent in between. */
@Tag("python")
@Timeout(300)
class QrexecJobTests {

    @Test
    void planWhenTheAgentHidesOtherKeyfilesHasNoBlockerAndSaysSo() throws Exception {
        Release release = Release.R4_1;
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

    @Test
    void revertOnR42LeavesTheHostByteForByteAsBefore() throws Exception {
        try (StandInQrexec dom0 = StandInQrexec.of(Release.R4_2)) {
            dom0.tag("sys-net", "work");
            StoryRig rig = new StoryRig(dom0.host(), Release.R4_2, Optional.of(dom0.desk()));
            WholeFolder before = picture(dom0);

            JobView applied = rig.kept(rig.apply(Profiled.on("sys-net")));
            assertThat(picture(dom0).differencesTo(before)).isNotEmpty();

            rig.back(applied);
            picture(dom0).assertSameAs(before, "taken back");
        }
    }

    @Test
    void removeAndRevertOnR43AfterTheyWereKeptLeaveTheHostByteForByteAsBefore() throws Exception {
        try (StandInQrexec dom0 = StandInQrexec.of(Release.R4_3)) {
            dom0.tag("sys-net", "work");
            StoryRig rig = new StoryRig(dom0.host(), Release.R4_3, Optional.of(dom0.desk()));
            Profiled profile = Profiled.on("sys-net");
            WholeFolder before = picture(dom0);

            JobView applied = rig.kept(rig.apply(profile));
            WholeFolder bridged = picture(dom0);
            assertThat(bridged.differencesTo(before)).isNotEmpty();
            assertThat(applied.probes())
                    .extracting(JobView.ProbeView::after)
                    .contains(ProbeVerdict.HOLDS)
                    .isSubsetOf(ProbeVerdict.HOLDS, ProbeVerdict.NOT_ASKED);
            JobView removed = rig.kept(rig.remove(profile));
            picture(dom0).assertSameAs(before, "removed");

            rig.back(removed);
            picture(dom0).assertSameAs(bridged, "removal taken back");
            rig.back(applied);
            picture(dom0).assertSameAs(before, "all taken back");
            assertThat(dom0.questions())
                    .as("each job, and each way back of a job that was kept")
                    .hasSize(8)
                    .contains("drawbridge.Begin+sys-net+bridge0+0123456789ab", "allow");
            assertThat(dom0.desk().kits()).extracting(RescueDesk.Kit::state).containsOnly("kept");
        }
    }

    @Test
    void jobWhenThePersonInDom0SaysNoEndsWithNothingChanged() throws Exception {
        try (StandInQrexec dom0 = StandInQrexec.of(Release.R4_2)) {
            dom0.tag("sys-net", "work");
            StoryRig rig = new StoryRig(dom0.host(), Release.R4_2, Optional.of(dom0.desk()));
            WholeFolder before = picture(dom0);
            Plan plan = rig.apply(Profiled.on("sys-net"));
            dom0.refuseQuestions();

            JobView job = rig.run(plan);

            assertThat(job.state()).isEqualTo(JobState.REVERTED);
            assertThat(job.cause()).contains("nobody there agreed", "drawbridge.Begin");
            assertThat(job.left()).isEmpty();
            picture(dom0).assertSameAs(before, "refused");
            assertThat(dom0.desk().kits()).isEmpty();
        }
    }

    private static WholeFolder picture(StandInQrexec dom0) {
        Lab lab = dom0.lab();
        return WholeFolder.of(lab.tree(), lab.folder());
    }

    private static List<String> codes(Plan plan) {
        return plan.findings().stream().map(Finding::code).toList();
    }
}
