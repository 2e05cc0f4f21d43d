package org.drawbridge.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drawbridge.audit.Actor;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a host does between two looks, the mirror shows it and the history tells how it came there. */
class MirrorPropertyTests {

    private static final List<String> COLOURS = List.of("red", "blue", "gray");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void mirrorEqualsHostWhenTheHostChangesAtRandom(long seed) {
        Random random = new Random(seed);
        InventoryFixture fixture = new InventoryFixture(new FakeHost());
        Map<QubeName, String> alive = new HashMap<>();
        for (int round = 0; round < 25; round++) {
            change(fixture.host, random);
            fixture.clock.move(Duration.ofMinutes(1));

            SyncResult result = fixture.inventory.sync(Actor.SYSTEM);

            String when = "seed " + seed + ", round " + round;
            List<QubeReport> wanted = fixture.host.qubes();
            assertMirrors(fixture, wanted, when);
            assertHistoryFollows(fixture, result, alive, wanted, when);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void mirrorEqualsHostWhenOnlyWhatTheHostToldOfIsRead(long seed) {
        Random random = new Random(seed);
        InventoryFixture fixture = new InventoryFixture(new FakeHost());
        fixture.inventory.sync(Actor.SYSTEM);
        for (int round = 0; round < 25; round++) {
            Set<QubeName> touched = change(fixture.host, random);
            fixture.clock.move(Duration.ofMinutes(1));

            fixture.inventory.glance(touched);

            String when = "seed " + seed + ", round " + round;
            assertMirrors(fixture, fixture.host.qubes(), when);
            assertThat(fixture.inventory.sync(Actor.SYSTEM).nothingChanged())
                    .as(when)
                    .isTrue();
        }
    }

    private static void assertMirrors(InventoryFixture fixture, List<QubeReport> wanted, String when) {
        List<QubeReport> mirrored = new ArrayList<>();
        for (Qube qube : fixture.inventory.all()) {
            QubeDetail detail = fixture.inventory.detail(qube.name()).orElseThrow();
            mirrored.add(new QubeReport(
                    qube.name(),
                    qube.qubeClass(),
                    qube.label(),
                    qube.state(),
                    qube.template(),
                    qube.netvm(),
                    qube.ip(),
                    qube.mac(),
                    qube.providesNetwork(),
                    qube.xid(),
                    qube.virtMode(),
                    detail.properties(),
                    detail.features()));
        }
        assertThat(mirrored)
                .as(when)
                .containsExactlyElementsOf(wanted.stream()
                        .sorted(Comparator.comparing(QubeReport::name))
                        .toList());
    }

    /** Replays the labels from what the history tells and compares them with what is there. */
    private static void assertHistoryFollows(
            InventoryFixture fixture,
            SyncResult result,
            Map<QubeName, String> alive,
            List<QubeReport> wanted,
            String when) {
        Map<QubeName, String> now = wanted.stream().collect(Collectors.toMap(QubeReport::name, QubeReport::label));
        result.removed().forEach(name -> assertThat(alive.remove(name)).as(when).isNotNull());
        result.added()
                .forEach(name ->
                        assertThat(alive.put(name, now.get(name))).as(when).isNull());
        for (QubeName name : result.changed()) {
            QubeChange change =
                    fixture.inventory.detail(name).orElseThrow().history().getFirst();
            assertThat(change.at()).as(when).isEqualTo(fixture.clock.instant());
            change.details().stream()
                    .filter(detail -> detail.what().equals("label"))
                    .forEach(detail ->
                            assertThat(alive.put(name, detail.after())).as(when).isEqualTo(detail.before()));
        }
        assertThat(alive).as(when).isEqualTo(now);
    }

    /** Gives whom it changed. */
    private static Set<QubeName> change(FakeHost host, Random random) {
        Set<QubeName> names =
                host.qubes().stream().map(QubeReport::name).collect(Collectors.toCollection(TreeSet::new));
        Set<QubeName> touched = new TreeSet<>();
        for (int step = random.nextInt(4); step >= 0; step--) {
            String name = "qube-" + random.nextInt(8);
            touched.add(QubeName.of(name));
            if (names.contains(QubeName.of(name)) && random.nextInt(4) == 0) {
                host.remove(name);
            } else {
                host.put(randomQube(name, random));
            }
        }
        return touched;
    }

    private static QubeReport randomQube(String name, Random random) {
        FakeQube qube = FakeQube.named(name).label(COLOURS.get(random.nextInt(COLOURS.size())));
        if (random.nextBoolean()) {
            qube.running(1 + random.nextInt(100));
        }
        if (random.nextBoolean()) {
            qube.netvm("qube-" + random.nextInt(8));
        }
        if (random.nextBoolean()) {
            qube.providing();
        }
        if (random.nextBoolean()) {
            qube.feature("note", "“" + random.nextInt(3) + "” \\ \n <b>");
        }
        return qube.report();
    }
}
