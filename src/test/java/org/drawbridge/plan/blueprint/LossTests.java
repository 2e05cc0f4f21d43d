package org.drawbridge.plan.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.drawbridge.exposure.Matrix;
import org.drawbridge.exposure.Zone;
import org.drawbridge.host.Release;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Finding.Severity;
import org.drawbridge.plan.Plan;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each protection that a plan takes away is a warning of its own, which wants its own tick. */
class LossTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Release.class)
    void eachLossIsAWarningWhenAQubeJoinsTheBridge(Release release) {
        LabPlans plans = LabPlans.of(folder, release);

        assertThat(warnings(plans.apply(Profiled.on(plans.netvm()))))
                .contains("protection-lost-firewall", "protection-lost-antispoofing")
                .doesNotContain("routed-qubes-exposed", "net-qube-routes-lan", "dom0-updates-cut");
        assertThat(warnings(plans.apply(Profiled.on(plans.netvm()).seed())))
                .contains("protection-lost-firewall", "protection-lost-antispoofing", "routed-qubes-exposed");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void everyLossOfTheComparisonIsAmongTheWarnings(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Plan plan = plans.apply(Profiled.on(plans.netvm()).seed());
        Set<String> codes = Set.copyOf(warnings(plan));

        assertThat(plan.exposure().orElseThrow().protectionsLost())
                .isNotEmpty()
                .allSatisfy(loss -> assertThat(codes)
                        .contains(
                                switch (loss.code()) {
                                    case "qube-firewall-lost" -> "protection-lost-firewall";
                                    case "anti-spoofing-lost" -> "protection-lost-antispoofing";
                                    default -> loss.code();
                                }));
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void updatesAndAllOtherZonesAreInTheMatrix(Release release) {
        LabPlans plans = LabPlans.of(folder, release);
        Matrix matrix = plans.apply(Profiled.on(plans.netvm()).seed())
                .exposure()
                .orElseThrow()
                .matrix();

        assertThat(matrix.zones()).contains(Zone.LAN, Zone.INTERNET, Zone.UPDATES, plans.netvm(), "work");
        assertThat(matrix.cells())
                .hasSize(matrix.zones().size() * (matrix.zones().size() - 1));
        assertThat(cell(matrix, Zone.UPDATES, Zone.INTERNET).after().passes()).isEqualTo(Matrix.Passes.ALL);
        assertThat(cell(matrix, Zone.LAN, "work").changes()).isTrue();
        assertThat(cell(matrix, Zone.LAN, "work").after().rules()).isNotEmpty();
    }

    private static Matrix.Cell cell(Matrix matrix, String from, String to) {
        return matrix.cells().stream()
                .filter(each -> each.from().equals(from) && each.to().equals(to))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> warnings(Plan plan) {
        return plan.findings().stream()
                .filter(finding -> finding.severity() == Severity.WARNING)
                .map(Finding::code)
                .collect(Collectors.toList());
    }
}
