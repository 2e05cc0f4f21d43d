package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.drawbridge.host.HostException;
import org.drawbridge.plan.Plan;
import org.drawbridge.profile.BridgeProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bridge that is kept until a time is taken down by the console, and by the host where there is none. */
class TimeBoxTests {

    private static final Duration HOURS = Duration.ofHours(4);

    private final JobBench bench = new JobBench();

    private final FakeDesk desk = new FakeDesk(bench.clock);

    private final String before = bench.host.state();

    private final Instant until = bench.clock.instant().plus(HOURS);

    private JobModule engine;

    @BeforeEach
    void start() {
        bench.desk = Optional.of(desk);
        engine = bench.engine();
    }

    @Test
    void confirmWhenBridgeHasATimeLeavesTheHostSetForALittleAfterIt() {
        long id = kept();

        JobView job = engine.jobs().get(id);
        assertThat(job.state()).isEqualTo(JobState.CONFIRMED);
        assertThat(job.until()).isEqualTo(until);
        assertThat(job.hostUntil()).isEqualTo(until.plus(Rescue.MARGIN));
        assertThat(bench.applied.get(7L).until()).contains(until);
        assertThat(desk.asked).endsWith("time PT4H5M");
        assertThat(desk.kit().state()).isEqualTo("timed");
        assertThat(engine.jobs().holding()).isEmpty();
    }

    @Test
    void tickWhenTheTimeIsOverTakesTheBridgeDown() {
        long id = kept();
        bench.clock.advance(HOURS.minusSeconds(1));
        engine.engine().tick(OnInterrupted.ASK);
        assertThat(engine.jobs().get(id).state()).isEqualTo(JobState.CONFIRMED);

        bench.clock.advance(Duration.ofSeconds(1));
        engine.engine().tick(OnInterrupted.ASK);

        JobView job = engine.jobs().get(id);
        assertThat(job.state()).isEqualTo(JobState.REVERTED);
        assertThat(job.cause()).isEqualTo("Its time was over.");
        assertThat(bench.host.state()).isEqualTo(before);
        assertThat(bench.applied).isEmpty();
        assertThat(desk.asked).endsWith("arm PT20M", "disarm");
    }

    @Test
    void reviewWhenTheHostTookTheBridgeDownMakesTheJobReverted() {
        long id = kept();
        bench.clock.advance(HOURS.plusMinutes(6));
        desk.restore(desk.only());

        bench.engine().engine().takeUpAll(OnInterrupted.ASK);

        assertThat(engine.jobs().get(id).state()).isEqualTo(JobState.REVERTED);
        assertThat(engine.jobs().get(id).cause()).startsWith("rescue: ");
        assertThat(bench.applied).isEmpty();
    }

    @Test
    void tickWhenTheHostDoesNotLookAfterTimesTakesTheBridgeDownAllTheSame() {
        desk.keepsTime = false;
        long id = kept();
        assertThat(desk.kit().state()).isEqualTo("kept");

        bench.clock.advance(HOURS);
        engine.engine().tick(OnInterrupted.ASK);

        assertThat(engine.jobs().get(id).state()).isEqualTo(JobState.REVERTED);
        assertThat(bench.host.state()).isEqualTo(before);
    }

    @Test
    void tickWhenAnotherJobHoldsTheHostWaitsForIt() {
        long id = kept();
        long other = bench.start(
                engine, bench.plan(Plan.Kind.APPLY, List.of(JobBench.file(1, "dom0", "/etc/x", null, "x", 0644))));
        bench.clock.advance(HOURS);
        desk.meanwhile = () -> {};

        engine.engine().tick(OnInterrupted.ASK);
        assertThat(engine.jobs().get(other).state()).isEqualTo(JobState.REVERTED);
        engine.engine().tick(OnInterrupted.ASK);

        assertThat(engine.jobs().get(id).state()).isEqualTo(JobState.REVERTED);
        assertThat(bench.host.state()).isEqualTo(before);
    }

    @Test
    void keepUntilSetsAnotherTimeOnTheHostFirst() {
        long id = kept();
        Instant later = until.plus(HOURS);

        JobView job = engine.jobs().keepUntil(id, Optional.of(later), JobBench.ANNA);

        assertThat(job.until()).isEqualTo(later);
        assertThat(bench.applied.get(7L).until()).contains(later);
        assertThat(desk.asked).endsWith("time PT8H5M");
        bench.clock.advance(HOURS.plusMinutes(1));
        engine.engine().tick(OnInterrupted.ASK);
        assertThat(engine.jobs().get(id).state()).isEqualTo(JobState.CONFIRMED);
        assertThat(bench.audit)
                .filteredOn(entry -> entry.action().equals("job.until"))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.detail()).containsEntry("until", later.toString()));
    }

    @Test
    void keepUntilWhenTheHostRefusesChangesNothing() {
        long id = kept();
        desk.refused.add("time");

        assertThatThrownBy(() -> engine.jobs().keepUntil(id, Optional.of(until.plus(HOURS)), JobBench.ANNA))
                .isInstanceOf(HostException.Refused.class);

        assertThat(engine.jobs().get(id).until()).isEqualTo(until);
        assertThat(bench.applied.get(7L).until()).contains(until);
    }

    @Test
    void keepUntilWhenNoTimeIsGivenKeepsItForGood() {
        long id = kept();

        engine.jobs().keepUntil(id, Optional.empty(), JobBench.ANNA);

        assertThat(desk.kit().state()).isEqualTo("kept");
        assertThat(engine.jobs().get(id).until()).isNull();
        assertThat(bench.applied.get(7L)).isEqualTo(new BridgeProfile.Applied(id, 3, Optional.empty()));
        assertThatThrownBy(() -> engine.jobs().keepUntil(id, Optional.of(until), JobBench.ANNA))
                .isInstanceOf(WrongStateException.class);
        bench.clock.advance(HOURS.multipliedBy(3));
        engine.engine().tick(OnInterrupted.ASK);
        engine.engine().review();
        assertThat(engine.jobs().get(id).state()).isEqualTo(JobState.CONFIRMED);
    }

    @Test
    void confirmWhenALaterJobTakesThePlaceEndsTheTimeOfTheFormer() {
        long id = kept();
        long later = bench.start(
                engine,
                bench.plan(
                        Plan.Kind.APPLY,
                        List.of(JobBench.file(
                                1, "dom0", "/etc/qubes/templates/net.xml", "<net/>\n", "<two/>\n", 0644))));

        engine.jobs().confirm(later, JobBench.ANNA);

        assertThat(engine.jobs().get(id).until()).isNull();
        assertThat(desk.kit().state()).isEqualTo("kept");
        bench.clock.advance(HOURS);
        engine.engine().tick(OnInterrupted.ASK);
        assertThat(engine.jobs().get(id).state()).isEqualTo(JobState.CONFIRMED);

        engine.jobs().revert(later, JobBench.ANNA);
        assertThat(engine.jobs().get(id).until()).isEqualTo(until);
        engine.engine().tick(OnInterrupted.ASK);
        assertThat(engine.jobs().get(id).state()).isEqualTo(JobState.REVERTED);
        assertThat(bench.host.state()).isEqualTo(before);
    }

    @Test
    void startWhenTheTimeCannotBeSoIsRefused() {
        for (Duration length : List.of(Duration.ofSeconds(59), Duration.ofDays(91), Duration.ofHours(-1))) {
            Plan plan = bench.bridgePlan();
            assertThatThrownBy(() -> start(plan, bench.clock.instant().plus(length)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        Plan removal = bench.plan(Plan.Kind.REMOVE, JobBench.steps());
        assertThatThrownBy(() -> start(removal, until)).isInstanceOf(IllegalArgumentException.class);
    }

    private long kept() {
        long id = start(bench.bridgePlan(), until);
        engine.jobs().confirm(id, JobBench.ANNA);
        return id;
    }

    private long start(Plan plan, Instant time) {
        return engine.jobs()
                .start(
                        plan.id(),
                        JobBench.DIGEST,
                        Duration.ofMinutes(2),
                        Optional.of(time),
                        Set.of("known"),
                        JobBench.ANNA)
                .id();
    }
}
