package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.Manifest;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The host's own way back is set before the first write, later than the console's, and off before a job counts as kept. */
class RescueTests {

    private final JobBench bench = new JobBench();

    private final FakeDesk desk = new FakeDesk(bench.clock);

    private final String before = bench.host.state();

    private JobModule engine;

    @BeforeEach
    void start() {
        bench.desk = Optional.of(desk);
        engine = bench.engine();
    }

    @Test
    void startWhenHostHasADeskBeginsAndArmsItBeforeTheFirstWriteAndAnewToWait() {
        List<Integer> operations = new ArrayList<>();
        desk.meanwhile = () -> operations.add(bench.host.operations().size());

        JobView job = run();

        assertThat(desk.asked).containsExactly("begin", "arm PT22M", "arm PT7M");
        assertThat(operations)
                .startsWith(0, 0)
                .element(2)
                .isEqualTo(bench.host.operations().size());
        assertThat(desk.kit().until()).isAfter(job.confirmBy());
        assertThat(desk.manifest.job()).startsWith(job.id() + "-");
        assertThat(desk.manifest.netvm()).isEqualTo(QubeName.of("sys-net"));
        assertThat(desk.manifest.steps()).hasSize(13).element(0).isInstanceOf(Manifest.Power.class);
        assertThat(bench.audit.stream()
                        .filter(entry -> entry.action().startsWith("job.rescue-"))
                        .map(entry -> entry.action() + " " + entry.outcome()))
                .containsExactly(
                        "job.rescue-begin INTENT",
                        "job.rescue-begin SUCCESS",
                        "job.rescue-arm INTENT",
                        "job.rescue-arm SUCCESS",
                        "job.rescue-arm INTENT",
                        "job.rescue-arm SUCCESS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin", "arm"})
    void startWhenHostRefusesEndsRevertedWithItsSentenceAndChangesNothing(String verb) {
        desk.refused.add(verb);

        JobView job = run();

        assertThat(job.state()).isEqualTo(JobState.REVERTED);
        assertThat(job.cause()).startsWith("dom0 refused " + verb);
        assertThat(bench.host.operations()).isEmpty();
        assertThat(bench.applied).isEmpty();
        assertThat(engine.jobs().holding()).isEmpty();
    }

    @Test
    void confirmDisarmsTheHostFirst() {
        JobView job = run();
        List<JobState> seen = new ArrayList<>();
        desk.meanwhile = () -> seen.add(engine.jobs().get(job.id()).state());

        engine.jobs().confirm(job.id(), JobBench.ANNA);

        assertThat(desk.asked).endsWith("disarm");
        assertThat(seen).containsExactly(JobState.AWAITING_CONFIRMATION);
        assertThat(desk.kit().state()).isEqualTo("kept");
        assertThat(engine.jobs().get(job.id()).state()).isEqualTo(JobState.CONFIRMED);
    }

    @Test
    void confirmWhenHostCannotBeDisarmedIsRefusedAndTheJobGoesOnWaiting() {
        JobView job = run();
        desk.refused.add("disarm");

        assertThatThrownBy(() -> engine.jobs().confirm(job.id(), JobBench.ANNA))
                .isInstanceOf(NotConfirmedException.class)
                .hasMessageContaining("dom0 refused disarm");
        assertThat(engine.jobs().get(job.id()).state()).isEqualTo(JobState.AWAITING_CONFIRMATION);
        assertThat(engine.jobs().get(job.id()).cause()).contains("dom0 refused disarm");

        desk.refused.clear();
        JobView kept = engine.jobs().confirm(job.id(), JobBench.ANNA);
        assertThat(kept.state()).isEqualTo(JobState.CONFIRMED);
        assertThat(kept.cause()).isEmpty();
    }

    @Test
    void confirmWhenTheConsoleDiesAfterTheHostLetGoIsNotConfirmedAndGoesBack() {
        JobView job = run();
        desk.meanwhile = () -> {
            throw new FakeHost.Crash();
        };
        assertThatThrownBy(() -> engine.jobs().confirm(job.id(), JobBench.ANNA)).isInstanceOf(FakeHost.Crash.class);
        desk.meanwhile = () -> {};
        desk.disarm(desk.only());

        bench.clock.advance(Duration.ofMinutes(3));
        bench.engine().engine().takeUpAll(OnInterrupted.ASK);

        assertThat(engine.jobs().get(job.id()).state()).isEqualTo(JobState.REVERTED);
        assertThat(bench.host.state()).isEqualTo(before);
        assertThat(desk.asked).endsWith("begin", "arm PT20M", "disarm");
    }

    @Test
    void confirmWhileAnotherConfirmsIsRefused() {
        JobView job = run();
        List<RuntimeException> refusals = new ArrayList<>();
        desk.meanwhile = () -> {
            desk.meanwhile = () -> {};
            bench.clock.advance(Duration.ofMinutes(2).plusSeconds(-1));
            engine.engine().beat();
            try {
                engine.jobs().confirm(job.id(), JobBench.ANNA);
            } catch (NotConfirmedException refused) {
                refusals.add(refused);
            }
            bench.clock.advance(Duration.ofSeconds(2));
            engine.engine().beat();
            engine.engine().tick(OnInterrupted.ASK);
        };

        engine.jobs().confirm(job.id(), JobBench.ANNA);

        assertThat(refusals).hasSize(1);
        assertThat(engine.jobs().get(job.id()).state()).isEqualTo(JobState.CONFIRMED);
    }

    @Test
    void revertDisarmsTheHostOnceEverythingIsBack() {
        JobView job = run();

        engine.jobs().revert(job.id(), JobBench.ANNA);

        assertThat(desk.asked).endsWith("arm PT20M", "disarm");
        assertThat(desk.kit().state()).isEqualTo("kept");
        assertThat(bench.host.state()).isEqualTo(before);
    }

    @Test
    void revertWhenJobWasKeptAsksTheHostAnew() {
        JobView job = run();
        engine.jobs().confirm(job.id(), JobBench.ANNA);

        engine.jobs().revert(job.id(), JobBench.ANNA);

        assertThat(desk.asked).endsWith("begin", "arm PT20M", "disarm");
        assertThat(engine.jobs().get(job.id()).state()).isEqualTo(JobState.REVERTED);
    }

    @Test
    void revertWhenJobWasKeptAndTheHostRefusesChangesNothingAndSaysSo() {
        JobView job = run();
        engine.jobs().confirm(job.id(), JobBench.ANNA);
        String kept = bench.host.state();
        desk.refused.add("begin");

        engine.jobs().revert(job.id(), JobBench.ANNA);

        JobView failed = engine.jobs().get(job.id());
        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.left()).singleElement().asString().contains("dom0 refused begin");
        assertThat(bench.host.state()).isEqualTo(kept);

        desk.refused.clear();
        engine.jobs().revert(job.id(), JobBench.ANNA);
        assertThat(engine.jobs().get(job.id()).state()).isEqualTo(JobState.REVERTED);
        assertThat(bench.host.state()).isEqualTo(before);
    }

    @Test
    void disarmWhenItDoesNotWorkAfterTheWayBackIsTriedAgain() {
        JobView job = run();
        desk.refused.add("disarm");
        engine.jobs().revert(job.id(), JobBench.ANNA);
        assertThat(engine.jobs().get(job.id()).state()).isEqualTo(JobState.REVERTED);
        assertThat(desk.kit().state()).isEqualTo("armed");

        desk.refused.clear();
        engine.engine().review();

        assertThat(desk.kit().state()).isEqualTo("kept");
        desk.asked.clear();
        engine.engine().review();
        assertThat(desk.asked).isEmpty();
    }

    @Test
    void takeUpWhenTheConsoleDiedBeforeTheFirstStepDisarms() {
        desk.meanwhile = () -> {
            if (desk.asked.getLast().startsWith("arm")) {
                throw new FakeHost.Crash();
            }
        };
        assertThatThrownBy(this::run).isInstanceOf(FakeHost.Crash.class);
        desk.meanwhile = () -> {};
        bench.leaseRunsOut();

        JobModule next = bench.engine();
        next.engine().takeUpAll(OnInterrupted.ASK);
        next.engine().review();

        assertThat(next.jobs().get(1).state()).isEqualTo(JobState.REVERTED);
        assertThat(desk.asked).endsWith("disarm");
    }

    @Test
    void reviewWhenTheHostWentBackByItselfMakesTheJobReverted() {
        JobView job = run();
        desk.restore(desk.only());

        engine.engine().review();

        JobView back = engine.jobs().get(job.id());
        assertThat(back.state()).isEqualTo(JobState.REVERTED);
        assertThat(back.cause()).startsWith("rescue: ");
        assertThat(back.steps()).extracting(JobView.StepView::state).containsOnly(StepState.REVERTED);
        assertThat(bench.applied).isEmpty();
        assertThat(bench.planMarks).containsValue("undone");
        assertThat(engine.jobs().holding()).isEmpty();
    }

    @Test
    void takeUpWhenTheConsoleDiedAndTheHostWentBackMakesTheJobReverted() {
        bench.host.faultAt(4, FakeHost.Fault.CRASH_AFTER, 1);
        assertThatThrownBy(this::run).isInstanceOf(FakeHost.Crash.class);
        bench.leaseRunsOut();
        desk.restore(desk.only());

        JobModule next = bench.engine();
        next.engine().takeUpAll(OnInterrupted.REVERT);

        assertThat(next.jobs().get(1).state()).isEqualTo(JobState.REVERTED);
        assertThat(next.jobs().get(1).cause()).startsWith("rescue: ");
    }

    @Test
    void reviewWhenTheHostLeftSomethingMakesTheJobFailedAndSaysWhat() {
        JobView job = run();
        desk.restore(desk.only(), "net.xml was changed by another hand.");

        engine.engine().review();

        JobView failed = engine.jobs().get(job.id());
        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.left()).containsExactly("net.xml was changed by another hand.");
        assertThat(failed.holdsHost()).isTrue();

        engine.jobs().revert(job.id(), JobBench.ANNA);
        assertThat(engine.jobs().get(job.id()).state()).isEqualTo(JobState.REVERTED);
        assertThat(bench.host.state()).isEqualTo(before);
    }

    @Test
    void startWhenTheStepsTakeTooLongGoesBackBeforeTheHostDoes() {
        JobModule slow = bench.engine(
                new PassingHost(bench.host) {
                    @Override
                    void after(String operation) {
                        bench.clock.advance(Duration.ofMinutes(4));
                    }
                },
                Runnable::run);

        long id = bench.start(slow, bench.bridgePlan());

        JobView job = slow.jobs().get(id);
        assertThat(job.state()).isEqualTo(JobState.REVERTED);
        assertThat(job.cause()).startsWith("The steps took longer than 15 min");
        assertThat(bench.host.state()).isEqualTo(before);
    }

    private JobView run() {
        return engine.jobs().get(bench.start(engine, bench.bridgePlan()));
    }
}
