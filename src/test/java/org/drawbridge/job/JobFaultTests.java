package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drawbridge.job.FakeHost.Crash;
import org.drawbridge.job.FakeHost.Fault;
import org.drawbridge.plan.Plan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever goes wrong wherever: afterwards the host is as before, or the job says what is left. */
class JobFaultTests {

    /** As many as the plan of the bench changes something on the host. */
    private static final int OPERATIONS = 13;

    private final JobBench bench = new JobBench();

    private final JobModule engine = bench.engine();

    private final String before = bench.host.state();

    static Stream<Arguments> everyOperationAndFault() {
        return IntStream.range(0, OPERATIONS)
                .boxed()
                .flatMap(operation -> Stream.of(Fault.FAIL, Fault.HANG, Fault.CUT, Fault.DIE)
                        .map(fault -> Arguments.of(operation, fault)));
    }

    @ParameterizedTest
    @MethodSource("everyOperationAndFault")
    void startWhenOneOperationGoesWrongLeavesTheHostAsBefore(int operation, Fault fault) {
        bench.host.faultAt(operation, fault, 1);

        long id = bench.start(engine, bench.plan());

        JobView job = engine.jobs().get(id);
        assertThat(job.left()).isEmpty();
        assertThat(job.state()).isEqualTo(JobState.REVERTED);
        assertThat(job.cause()).isNotEmpty();
        assertThat(bench.host.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("everyOperationAndFault")
    void revertWhenOneOperationGoesWrongTriesAgainAndLeavesTheHostAsBefore(int operation, Fault fault) {
        long id = bench.start(engine, bench.plan());
        bench.host.faultAt(operation, fault, 1);

        engine.jobs().revert(id, JobBench.ANNA);

        assertThat(engine.jobs().get(id).left()).isEmpty();
        assertThat(bench.host.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("everyOperationAndFault")
    void revertWhenNothingWorksAnyMoreSaysWhatIsLeftAndFinishesLater(int operation, Fault fault) {
        long id = bench.start(engine, bench.plan());
        bench.host.faultAt(operation, fault, Integer.MAX_VALUE);

        engine.jobs().revert(id, JobBench.ANNA);

        JobView job = engine.jobs().get(id);
        boolean back = bench.host.state().equals(before);
        assertThat(job.left().isEmpty()).isEqualTo(job.state() == JobState.REVERTED);
        assertThat(job.state() == JobState.FAILED || back).isTrue();

        bench.host.faultAt(0, fault, 0);
        if (job.state() == JobState.FAILED) {
            engine.jobs().revert(id, JobBench.ANNA);
        }
        assertThat(engine.jobs().get(id).left()).isEmpty();
        assertThat(bench.host.state()).isEqualTo(before);
    }

    static Stream<Arguments> everyOperationAndCrash() {
        return IntStream.range(0, OPERATIONS)
                .boxed()
                .flatMap(operation -> Stream.of(Fault.CRASH_BEFORE, Fault.CRASH_WITHIN, Fault.CRASH_AFTER)
                        .map(fault -> Arguments.of(operation, fault)));
    }

    @ParameterizedTest
    @MethodSource("everyOperationAndCrash")
    void revertWhenProcessWentAwayInAStepLeavesTheHostAsBefore(int operation, Fault fault) {
        bench.host.faultAt(operation, fault, 1);
        Plan plan = bench.plan();
        assertThatThrownBy(() -> bench.start(engine, plan)).isInstanceOf(Crash.class);
        bench.leaseRunsOut();

        JobModule next = bench.engine();
        next.engine().takeUpAll(OnInterrupted.ASK);
        assertThat(next.jobs().get(1).state()).isEqualTo(JobState.INTERRUPTED);
        next.jobs().revert(1, JobBench.ANNA);

        assertThat(next.jobs().get(1).left()).isEmpty();
        assertThat(bench.host.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("everyOperationAndCrash")
    void resumeWhenProcessWentAwayInAStepEndsAsIfNothingHadBeen(int operation, Fault fault) {
        JobBench untroubled = new JobBench();
        untroubled.start(untroubled.engine(), untroubled.plan());
        bench.host.faultAt(operation, fault, 1);
        Plan plan = bench.plan();
        assertThatThrownBy(() -> bench.start(engine, plan)).isInstanceOf(Crash.class);
        bench.leaseRunsOut();

        JobModule next = bench.engine();
        next.engine().takeUpAll(OnInterrupted.ASK);
        next.jobs().resume(1, JobBench.ANNA);

        assertThat(next.jobs().get(1).cause()).isEmpty();
        assertThat(next.jobs().get(1).state()).isEqualTo(JobState.AWAITING_CONFIRMATION);
        assertThat(bench.host.state()).isEqualTo(untroubled.host.state());
        next.jobs().revert(1, JobBench.ANNA);
        assertThat(bench.host.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("everyOperationAndCrash")
    void takeUpAllWhenProcessWentAwayOnTheWayBackGoesBackByItself(int operation, Fault fault) {
        bench.start(engine, bench.plan());
        bench.host.faultAt(operation, fault, 1);
        assertThatThrownBy(() -> engine.jobs().revert(1, JobBench.ANNA)).isInstanceOf(Crash.class);
        bench.leaseRunsOut();

        JobModule next = bench.engine();
        next.engine().takeUpAll(OnInterrupted.REVERT);

        assertThat(next.jobs().get(1).left()).isEmpty();
        assertThat(next.jobs().get(1).state()).isEqualTo(JobState.REVERTED);
        assertThat(bench.host.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CRASH_BEFORE", "CRASH_WITHIN", "CRASH_AFTER"})
    void examineWhenProcessWentAwayTellsEachStepByLooking(Fault fault) {
        bench.host.faultAt(4, fault, 1);
        Plan plan = bench.plan();
        assertThatThrownBy(() -> bench.start(engine, plan)).isInstanceOf(Crash.class);

        assertThat(engine.jobs().examine(1))
                .extracting(StepOnHost::verdict)
                .startsWith("done", "done")
                .element(4)
                .isEqualTo(
                        switch (fault) {
                            case CRASH_BEFORE -> "not-begun";
                            case CRASH_WITHIN -> "torn";
                            default -> "done";
                        });
    }
}
