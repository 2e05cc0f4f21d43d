package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.drawbridge.job.FakeHost.Crash;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two consoles on one store and one host, a person who edits files beside them, and processes that go away in between. */
class TwoEnginesTests {

    private static final String OURS = "/etc/qubes/templates/net.xml";

    private final JobBench bench = new JobBench();

    private final Turns turns = new Turns();

    private final Set<Integer> gone = new HashSet<>();

    private final List<JobModule> engines = new ArrayList<>();

    private boolean edited;

    static java.util.stream.LongStream seeds() {
        return java.util.stream.LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void workWhenTwoEnginesMeetIsNeverDoneTwiceNorLost(long seed) throws InterruptedException {
        Random random = new Random(seed);
        String before = bench.host.stateWithout("dom0", OURS);
        for (int number = 0; number < 2; number++) {
            engines.add(bench.engine(new Watched(number, random), Runnable::run));
        }

        turns.run(
                random, List.of(() -> console(0, random), () -> console(1, random), () -> person(random), this::time));

        settle();
        assertThat(bench.host.stateWithout("dom0", OURS)).as("seed " + seed).isEqualTo(before);
        assertThat(edited || !bench.host.has("dom0", OURS)).as("seed " + seed).isTrue();
        assertJournalAgrees(seed);
    }

    private void console(int number, Random random) {
        Jobs jobs = engines.get(number).jobs();
        try {
            for (int deed = 0; deed < 5; deed++) {
                turns.pass();
                decide(number, jobs, random);
            }
        } catch (Crash crash) {
            gone.add(number);
        }
    }

    private void decide(int number, Jobs jobs, Random random) {
        long some = 1 + random.nextLong(Math.max(1, jobs.count()));
        try {
            switch (random.nextInt(6)) {
                case 0, 1 -> bench.start(engines.get(number), bench.plan());
                case 2 -> jobs.confirm(some, JobBench.ANNA);
                case 3 -> jobs.revert(some, JobBench.ANNA);
                case 4 -> engines.get(number).engine().tick(OnInterrupted.ASK);
                default -> jobs.close(some, JobBench.ANNA);
            }
        } catch (HostBusyException | WrongStateException | SupersededException | UnknownJobException refused) {
            assertThat(refused).hasMessageEndingWith(".");
        }
    }

    private void person(Random random) {
        for (int deed = 0; deed < 2; deed++) {
            turns.pass();
            if (random.nextInt(4) == 0) {
                edited = true;
                bench.host.file("dom0", OURS, "by hand " + deed + "\n", 0644);
            }
        }
    }

    private void time() {
        for (int tick = 0; tick < 4; tick++) {
            turns.pass();
            bench.leaseRunsOutBut(engines.stream()
                    .filter(engine -> !gone.contains(engines.indexOf(engine)))
                    .toList());
        }
    }

    /** Whatever is open is ended by a third console. */
    private void settle() {
        bench.leaseRunsOut();
        JobModule last = bench.engine();
        last.engine().takeUpAll(OnInterrupted.REVERT);
        for (long id = last.jobs().count(); id > 0; id--) {
            if (last.jobs().get(id).canGoBack()) {
                try {
                    last.jobs().revert(id, JobBench.ANNA);
                } catch (SupersededException later) {
                    assertThat(edited).isTrue();
                }
            }
            JobView job = last.jobs().get(id);
            if (job.state() == JobState.FAILED && job.closedAt() == null) {
                assertThat(job.left()).allMatch(sentence -> sentence.contains(OURS));
                last.jobs().close(id, JobBench.ANNA);
            }
        }
    }

    private void assertJournalAgrees(long seed) {
        assertThat(bench.jdbc
                        .sql("select count(*) from job_step s join job j on j.id = s.job"
                                + " where j.state = 'reverted' and s.state in ('done', 'running', 'reverting', 'left')")
                        .query(Integer.class)
                        .single())
                .as("steps that stand although their job went back, seed " + seed)
                .isZero();
        assertThat(bench.jdbc
                        .sql("select count(*) from job_journal i where i.way = 'on' and i.mark = 'done' and not exists"
                                + " (select 1 from job_image g where g.job = i.job and g.seq = i.seq)"
                                + " and exists (select 1 from job_step s where s.job = i.job and s.seq = i.seq"
                                + " and s.artifact <> '')")
                        .query(Integer.class)
                        .single())
                .as("changes without what was there before, seed " + seed)
                .isZero();
    }

    /** Gives the turn away before everything that changes the host, and looks that nobody else has it. */
    private final class Watched extends PassingHost {

        private final int number;

        private final Random random;

        private Watched(int number, Random random) {
            super(bench.host);
            this.number = number;
            this.random = random;
        }

        @Override
        void before(String operation) {
            turns.pass();
            assertThat(bench.jdbc
                            .sql(
                                    "select count(*) from job where closed_at is null and state in"
                                            + " ('queued', 'running', 'awaiting-confirmation', 'reverting', 'interrupted', 'failed')")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
            assertThat(bench.jdbc
                            .sql("select holder from host_lock")
                            .query(String.class)
                            .single())
                    .endsWith("|engine " + number);
            if (random.nextInt(80) == 0) {
                throw new Crash();
            }
        }
    }
}
