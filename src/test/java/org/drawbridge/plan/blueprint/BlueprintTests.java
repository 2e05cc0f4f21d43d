package org.drawbridge.plan.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.drawbridge.format.FileDiff;
import org.drawbridge.host.Release;
import org.drawbridge.host.lab.LabTree;
import org.drawbridge.plan.Plan;
import org.drawbridge.profile.BridgeProfile.Addressing;
import org.drawbridge.profile.BridgeProfile.Mode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each release's plans, whole, on its lab: what they say, that they work, and that they leave nothing. */
class BlueprintTests {

    private static final Path GOLDEN = Path.of("src/test/resources/plan");

    @TempDir
    Path folder;

    /** A profile as a release's tests want it. */
    record Case(String name, Release release, Profiled profile) {
        @Override
        public String toString() {
            return release.label() + "-" + name;
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Release release : Release.values()) {
            Profiled profile = Profiled.on(release == Release.R2B2 ? "netvm" : "sys-net");
            Addressing fixed = Profiled.STATIC;
            cases.add(new Case("replace-dhcp", release, profile));
            cases.add(new Case(
                    "replace-static-seed-stp",
                    release,
                    profile.seed().stp().address(fixed).with("work", Mode.REPLACE, fixed)));
            cases.add(new Case(
                    "many-seed",
                    release,
                    profile.seed().with("personal", Mode.REPLACE, Profiled.DHCP).with("vault", Mode.REPLACE, fixed)));
            cases.add(new Case(
                    "alone",
                    release,
                    profile.alone()
                            .card(release == Release.R2B2 ? "eth1" : "ens7")
                            .bridge("br7")));
            if (release == Release.R4_3) {
                cases.add(new Case("additional-dhcp", release, profile.with("work", Mode.ADDITIONAL, Profiled.DHCP)));
                cases.add(new Case("additional-static", release, profile.with("personal", Mode.ADDITIONAL, fixed)));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void planWhenWantedIsTheGoldenOneAndWritesNothing(Case wanted) throws IOException {
        LabPlans plans = LabPlans.of(folder, wanted.release());
        LabTree before = plans.lab().tree();

        Plan plan = plans.apply(wanted.profile());

        assertSame(before, plans.lab().tree());
        assertThat(plan.applicable()).as(PlanText.of(plan)).isTrue();
        assertGolden(wanted + "-apply", plan);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void walkWhenBackAgainLeavesTheLabAsItWas(Case wanted) {
        LabPlans plans = LabPlans.of(folder, wanted.release());
        LabTree before = plans.lab().tree().without("/var/lib/drawbridge");

        plans.run(plans.apply(wanted.profile()));
        assertThat(plans.lab().tree().without("/var/lib/drawbridge")).isNotEqualTo(before);
        plans.back();

        assertSame(before, plans.lab().tree().without("/var/lib/drawbridge"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void removeWhenAppliedIsTheGoldenOneAndLeavesTheLabAsItWas(Case wanted) throws IOException {
        LabPlans plans = LabPlans.of(folder, wanted.release());
        LabTree before = plans.lab().tree().without("/var/lib/drawbridge");
        plans.run(plans.apply(wanted.profile()));
        LabTree applied = plans.lab().tree().without("/var/lib/drawbridge");
        assertThat(plans.apply(wanted.profile()).steps()).as("applied is done").isEmpty();

        Plan removal = plans.remove(wanted.profile());

        assertThat(removal.applicable()).as(PlanText.of(removal)).isTrue();
        assertGolden(wanted + "-remove", removal);
        plans.run(removal);
        assertSame(before, plans.lab().tree().without("/var/lib/drawbridge"));
        plans.back();
        assertSame(applied, plans.lab().tree().without("/var/lib/drawbridge"));
        assertThat(Stream.of(plans.remove(wanted.profile())).map(PlanText::of)).containsExactly(PlanText.of(removal));
    }

    private static void assertSame(LabTree expected, LabTree found) {
        Set<String> paths = new TreeSet<>(expected.entries().keySet());
        paths.addAll(found.entries().keySet());
        assertThat(paths.stream()
                        .map(path -> FileDiff.between(path, bytes(expected, path), bytes(found, path))
                                .text())
                        .filter(text -> !text.isEmpty()))
                .isEmpty();
    }

    private static byte[] bytes(LabTree tree, String path) {
        String text = tree.entries().get(path);
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertGolden(String name, Plan plan) throws IOException {
        Path golden = GOLDEN.resolve(name + ".txt");
        Path actual = Path.of("target/plan-golden").resolve(name + ".txt");
        Files.createDirectories(actual.getParent());
        Files.writeString(actual, PlanText.of(plan));
        assertThat(PlanText.of(plan))
                .as(golden + "; the new one is " + actual)
                .isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
    }
}
