package org.drawbridge.plan.blueprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import org.drawbridge.exposure.Change;
import org.drawbridge.exposure.Comparison;
import org.drawbridge.host.Release;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Plan;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExposureOfPlanTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Release.class)
    void routedQubesAreExposedWhenTheRulesAreTheSeeds(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Plan plan = plans.apply(Profiled.on(plans.netvm()).seed());
        String firewall = release == Release.R2B2 ? "firewallvm" : "sys-firewall";
        assertThat(exposure(plan).opened()).anySatisfy(change -> {
            assertThat(change.from()).isEqualTo("LAN");
            assertThat(change.to()).isEqualTo(firewall);
            assertThat(change.verdictAfter()).isEqualTo("accept");
        });
        assertThat(plan.findings()).extracting(Finding::code).contains("routed-qubes-exposed");
    }

    /** R2's stock INPUT accepts ICMP by every interface: the bridge gives the qube that way to the net qube, and no other. */
    @ParameterizedTest
    @EnumSource(Release.class)
    void onlyTheBridgedQubeIsReachedWhenTheRulesAreHardened(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Plan plan = plans.apply(Profiled.on(plans.netvm()));
        List<Change> accepted = exposure(plan).opened().stream()
                .filter(change -> change.verdictAfter().equals("accept"))
                .toList();
        assertThat(accepted)
                .extracting(Change::to)
                .contains("work")
                .isSubsetOf("work", "LAN", "internet", plans.netvm());
        assertThat(accepted)
                .filteredOn(change -> change.to().equals(plans.netvm()))
                .extracting(Change::from, Change::protocol, Change::ports)
                .isEqualTo(release == Release.R2B2 ? List.of(tuple("work", "icmp", "any")) : List.of());
        assertThat(plan.findings())
                .extracting(Finding::code)
                .doesNotContain("routed-qubes-exposed", "exposure-unknown");
        assertThat(exposure(plan).protectionsLost()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void whatWasOpenedIsClosedAgainWhenTheBridgeIsTakenAway(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Profiled profile = Profiled.on(plans.netvm()).seed();
        plans.run(plans.apply(profile));
        Comparison back = exposure(plans.remove(profile));
        assertThat(back.closed()).extracting(Change::to).contains("work");
        assertThat(back.opened())
                .filteredOn(change -> change.from().equals("LAN"))
                .isEmpty();
    }

    private static Comparison exposure(Plan plan) {
        assertThat(plan.exposure()).as("exposure of %s", plan.findings()).isPresent();
        return plan.exposure().orElseThrow();
    }
}
