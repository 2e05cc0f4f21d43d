package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.drawbridge.host.Release;
import org.drawbridge.host.dom0.StandInDom0;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.plan.blueprint.Profiled;
import org.drawbridge.profile.BridgeProfile.Mode;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Profiles by jobs there and back on the host of a console in dom0: the whole folder under it is as it was. */
@Timeout(120)
class Dom0JobTests {

    /** What a profile is about. */
    record Story(Release release, String name, Profiled profile) {

        @Override
        public String toString() {
            return release.label() + " " + name;
        }
    }

    static List<Story> stories() {
        List<Story> stories = new ArrayList<>();
        for (Release release : Release.values()) {
            stories.add(new Story(release, "hardened, a qube that runs", Profiled.on(netvm(release))));
        }
        Profiled seed = Profiled.on("netvm")
                .alone()
                .with("personal", Mode.REPLACE, Profiled.STATIC)
                .address(Profiled.STATIC)
                .seed()
                .stp();
        stories.add(new Story(Release.R2B2, "seed, a qube that is halted", seed));
        stories.add(new Story(
                Release.R4_3,
                "a second card",
                Profiled.on("sys-net").alone().with("work", Mode.ADDITIONAL, Profiled.DHCP)));
        return stories;
    }

    @ParameterizedTest
    @MethodSource("stories")
    void removeAndRevertAfterTheyWereKeptLeaveTheHostByteForByteAsBefore(Story story) throws Exception {
        try (StandInDom0 dom0 = StandInDom0.of(story.release())) {
            StoryRig rig = new StoryRig(dom0.host(), story.release());
            WholeFolder before = picture(dom0);

            JobView applied = rig.kept(rig.apply(story.profile()));
            WholeFolder bridged = picture(dom0);
            assertThat(bridged.differencesTo(before)).isNotEmpty();
            JobView removed = rig.kept(rig.remove(story.profile()));
            picture(dom0).assertSameAs(before, "removed");

            rig.back(removed);
            picture(dom0).assertSameAs(bridged, "removal taken back");
            rig.back(applied);
            picture(dom0).assertSameAs(before, "all taken back");
        }
    }

    private static String netvm(Release release) {
        return release == Release.R2B2 ? "netvm" : "sys-net";
    }

    @ParameterizedTest
    @EnumSource(
            value = Release.class,
            names = {"R2B2", "R4_3"})
    void confirmThatComesTooLateFindsTheHostByteForByteAsBefore(Release release) throws Exception {
        try (StandInDom0 dom0 = StandInDom0.of(release)) {
            StoryRig rig = new StoryRig(dom0.host(), release);
            WholeFolder before = picture(dom0);

            JobView job = rig.run(rig.apply(Profiled.on(rig.netvm())));
            assertThat(job.cause()).isEmpty();
            assertThat(job.state()).isEqualTo(JobState.AWAITING_CONFIRMATION);
            assertThat(job.probes())
                    .extracting(JobView.ProbeView::after)
                    .contains(ProbeVerdict.HOLDS)
                    .isSubsetOf(ProbeVerdict.HOLDS, ProbeVerdict.NOT_ASKED);
            JobView back = rig.timeRunsOut(job);

            assertThat(back.left()).isEmpty();
            assertThat(back.state()).isEqualTo(JobState.REVERTED);
            picture(dom0).assertSameAs(before, "gone back by itself");
        }
    }

    private static WholeFolder picture(StandInDom0 dom0) {
        Lab lab = dom0.lab();
        return WholeFolder.of(lab.tree(), lab.folder());
    }
}
