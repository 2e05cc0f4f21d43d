package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.drawbridge.host.Release;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind of fault at every call of a job on each release's lab, there and back: afterwards the folder is byte for byte as
 * before, or the job says what is left, and it is so once that was followed.
 *
 * <p>There are some 4,000 cases. A run takes one in {@code drawbridge.faults.share} of them, by default one in twelve;
 * {@code drawbridge.faults.turn} takes others, and a share of 1 all, in about ten minutes. Half of those that leave something
 * are done by hand as the job says; {@code drawbridge.faults.by-hand=1} takes the other half.
 */
class LabFaultTests {

    private static final int SHARE = Integer.getInteger("drawbridge.faults.share", 12);

    private static final int TURN = Integer.getInteger("drawbridge.faults.turn", 0);

    @TempDir(factory = InMemory.class)
    private Path folder;

    @ParameterizedTest
    @EnumSource(Release.class)
    void jobWhenSomethingGoesWrongAnywhereLeavesTheLabAsBeforeOrSaysHowToGetThere(Release release)
            throws InterruptedException {
        List<String> troubles = new ArrayList<>();
        for (Way way : Way.values()) {
            PreparedLab lab = new PreparedLab(folder.resolve(way.word()), release, way);
            List<FaultCase> all = new ArrayList<>(lab.cases().toList());
            Collections.shuffle(all, new Random(1));
            List<FaultCase> chosen = IntStream.range(0, all.size())
                    .filter(number -> Math.floorMod(number - TURN, SHARE) == 0)
                    .mapToObj(all::get)
                    .toList();
            Map<FaultTrial.End, Integer> ends = new EnumMap<>(FaultTrial.End.class);
            run(lab, chosen, ends, troubles);
            System.out.printf(
                    "%s %s: %d of %d faults (share %d, turn %d): %s%n",
                    release.label(), way.word(), chosen.size(), all.size(), SHARE, TURN, ends);
        }
        assertThat(troubles).isEmpty();
    }

    private void run(PreparedLab lab, List<FaultCase> chosen, Map<FaultTrial.End, Integer> ends, List<String> troubles)
            throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<FaultTrial.End>> trials = new ArrayList<>();
            for (FaultCase fault : chosen) {
                Path own = folder.resolve("trial-" + fault.way().word() + "-" + trials.size());
                trials.add(threads.submit(() -> new FaultTrial(lab, fault, own).run()));
            }
            for (int number = 0; number < trials.size(); number++) {
                try {
                    ends.merge(trials.get(number).get(), 1, Integer::sum);
                } catch (ExecutionException failed) {
                    troubles.add(chosen.get(number) + ": " + failed.getCause());
                }
            }
        }
    }
}
