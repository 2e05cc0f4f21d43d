package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.drawbridge.host.Release;
import org.drawbridge.job.CrashTask.Deed;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Processes that are gone from one moment to the next, at every point of a job there and back, and what the next one makes of it:
 * all that was committed is there, and the host comes back, or to where it was to be, byte for byte.
 *
 * <p>There are some 800 cases a release: each point is taken back, gone on with, and taken back by a process that is gone too. A
 * run takes one in {@code drawbridge.crash.share} of them, by default one in twenty-four; {@code drawbridge.crash.turn} takes
 * others, and a share of 1 all, in some ten minutes.
 */
class CrashTests {

    private static final int SHARE = Integer.getInteger("drawbridge.crash.share", 24);

    /** By which points second processes are gone. */
    private static final int EARLY_POINTS = 60;

    private static final int TURN = Integer.getInteger("drawbridge.crash.turn", 0);

    @TempDir(factory = InMemory.class)
    private Path folder;

    private final CrashProcesses processes = new CrashProcesses();

    private final List<String> troubles = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(
            value = Release.class,
            names = {"R2B2", "R4_2"})
    void recoverWhenTheProcessWasGoneAtAnyPointBringsTheHostBackByteForByte(Release release) throws Exception {
        CrashScene scene = new CrashScene(folder, release);
        List<CrashCase> all = cases(scene);
        List<CrashCase> cases = IntStream.range(0, all.size())
                .filter(number -> Math.floorMod(number - TURN, SHARE) == 0)
                .mapToObj(all::get)
                .toList();
        List<CrashCase> twice =
                cases.stream().filter(each -> each.again() != CrashPoints.NONE).toList();
        processes.run(folder, cases.stream().map(scene::crash).toList());
        check(cases, scene::assertKept);
        processes.run(folder, twice.stream().map(scene::crashAgain).toList());
        check(twice, scene::assertKept);
        processes.run(folder, cases.stream().map(scene::recover).toList());
        Map<String, Integer> ends = new TreeMap<>();
        check(
                cases,
                each -> ends.merge(
                        each.way() + " " + each.deed() + " " + scene.assertRecovered(each), 1, Integer::sum));
        System.out.printf(
                "%s: %d of %d crashes (share %d, turn %d): %s%n",
                release.label(), cases.size(), all.size(), SHARE, TURN, ends);
        assertThat(troubles).isEmpty();
    }

    private static List<CrashCase> cases(CrashScene scene) {
        Random random = new Random(1);
        List<CrashCase> cases = new ArrayList<>();
        for (Way way : Way.values()) {
            List<String> points = scene.points(way);
            for (int point = 1; point <= points.size(); point++) {
                String name = points.get(point - 1);
                cases.add(new CrashCase(way, point, name, Deed.RECOVER, CrashPoints.NONE));
                cases.add(new CrashCase(way, point, name, Deed.RESUME, CrashPoints.NONE));
                cases.add(new CrashCase(way, point, name, Deed.RECOVER, 1 + random.nextInt(EARLY_POINTS)));
            }
        }
        Collections.shuffle(cases, random);
        return cases;
    }

    private void check(List<CrashCase> cases, Consumer<CrashCase> check) {
        for (CrashCase each : cases) {
            try {
                check.accept(each);
            } catch (AssertionError trouble) {
                troubles.add(each + ": " + trouble.getMessage());
            }
        }
    }
}
