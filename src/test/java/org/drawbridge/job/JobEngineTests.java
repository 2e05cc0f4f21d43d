package org.drawbridge.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.job.FakeHost.Fault;
import org.drawbridge.job.StalePlanException.ChangedArtifact;
import org.drawbridge.plan.Plan;
import org.junit.jupiter.api.Test;

class JobEngineTests {

    private final JobBench bench = new JobBench();

    private final JobModule engine = bench.engine();

    private final String before = bench.host.state();

    @Test
    void startWhenAllStepsHoldWaitsForConfirmation() {
        long id = bench.start(engine, bench.plan());

        JobView job = engine.jobs().get(id);
        assertThat(job.state()).isEqualTo(JobState.AWAITING_CONFIRMATION);
        assertThat(job.confirmBy()).isEqualTo(bench.clock.instant().plus(Duration.ofMinutes(2)));
        assertThat(job.steps()).extracting(JobView.StepView::state).containsOnly(StepState.DONE);
        assertThat(job.steps().get(5).output()).isEqualTo("running nmcli\n");
        assertThat(job.probes()).singleElement().satisfies(probe -> {
            assertThat(probe.before()).isEqualTo(ProbeVerdict.FAILS);
            assertThat(probe.after()).isEqualTo(ProbeVerdict.HOLDS);
        });
        assertThat(bench.applied.get(7L).job()).isEqualTo(id);
        assertThat(bench.planMarks).containsValue("finished");
    }

    @Test
    void startWritesAnAuditEntryBeforeAndAfterEachStep() {
        bench.start(engine, bench.plan());

        assertThat(bench.audit.stream()
                        .filter(entry -> entry.action().equals("job.step"))
                        .map(entry -> entry.detail().get("step") + " " + entry.outcome()))
                .containsExactlyElementsOf(JobBench.steps().stream()
                        .flatMap(step -> List.of(step.seq() + " INTENT", step.seq() + " SUCCESS").stream())
                        .toList());
    }

    @Test
    void confirmWhenJobWaitsKeepsItAndFreesTheHost() {
        long id = bench.start(engine, bench.plan());

        engine.jobs().confirm(id, JobBench.ANNA);
        JobView again = engine.jobs().confirm(id, JobBench.ANNA);

        assertThat(again.state()).isEqualTo(JobState.CONFIRMED);
        assertThat(engine.jobs().holding()).isEmpty();
        assertThat(bench.audit)
                .filteredOn(entry -> entry.action().equals("job.confirm"))
                .hasSize(2);
    }

    @Test
    void revertWhenJobWaitsPutsEverythingBack() {
        long id = bench.start(engine, bench.plan());

        JobView answer = engine.jobs().revert(id, JobBench.ANNA);

        assertThat(answer.state()).isEqualTo(JobState.REVERTING);
        assertThat(engine.jobs().get(id).state()).isEqualTo(JobState.REVERTED);
        assertThat(bench.host.state()).isEqualTo(before);
        assertThat(bench.applied).isEmpty();
        assertThat(bench.planMarks).containsValue("undone");
        assertThat(engine.jobs().holding()).isEmpty();
    }

    @Test
    void revertWhenJobWasKeptPutsEverythingBack() {
        long id = bench.start(engine, bench.plan());
        engine.jobs().confirm(id, JobBench.ANNA);

        engine.jobs().revert(id, JobBench.ANNA);

        assertThat(engine.jobs().get(id).state()).isEqualTo(JobState.REVERTED);
        assertThat(bench.host.state()).isEqualTo(before);
    }

    @Test
    void revertWhenJobWentBackIsRefused() {
        long id = bench.start(engine, bench.plan());
        engine.jobs().revert(id, JobBench.ANNA);

        assertThatThrownBy(() -> engine.jobs().revert(id, JobBench.ANNA)).isInstanceOf(WrongStateException.class);
    }

    @Test
    void tickWhenNobodyConfirmedInTimeGoesBack() {
        long id = bench.start(engine, bench.plan());
        bench.clock.advance(Duration.ofMinutes(2));

        assertThatThrownBy(() -> engine.jobs().confirm(id, JobBench.ANNA)).isInstanceOf(WrongStateException.class);
        engine.engine().tick(OnInterrupted.ASK);

        JobView job = engine.jobs().get(id);
        assertThat(job.state()).isEqualTo(JobState.REVERTED);
        assertThat(job.cause()).isEqualTo("Nobody confirmed within 2 min.");
        assertThat(bench.host.state()).isEqualTo(before);
    }

    @Test
    void startWhenHostIsHeldNamesWhoHasIt() {
        long first = bench.start(engine, bench.plan());

        assertThatThrownBy(() -> bench.start(engine, bench.plan()))
                .isInstanceOfSatisfying(
                        HostBusyException.class, busy -> assertThat(busy.job()).isEqualTo(first))
                .hasMessageContaining("anna");
    }

    @Test
    void workThatNeedsTheHostFreeIsDoneOnlyWhereNoJobHasIt() {
        AtomicInteger done = new AtomicInteger();
        engine.jobs().whileFree(done::incrementAndGet);
        long first = bench.start(engine, bench.plan());

        assertThatThrownBy(() -> engine.jobs().whileFree(done::incrementAndGet))
                .isInstanceOfSatisfying(
                        HostBusyException.class, busy -> assertThat(busy.job()).isEqualTo(first));
        assertThat(done).hasValue(1);
    }

    @Test
    void startWhenWarningIsNotKnownNamesIt() {
        Plan plan = bench.plan();

        assertThatThrownBy(() -> engine.jobs()
                        .start(plan.id(), JobBench.DIGEST, Duration.ofMinutes(2), Set.of("other"), JobBench.ANNA))
                .isInstanceOfSatisfying(
                        NotAcknowledgedException.class,
                        refused -> assertThat(refused.missing()).containsExactly("known"));
        assertThat(engine.jobs().count()).isZero();
    }

    @Test
    void startWhenHostChangedSinceThePlanSaysWhat() {
        bench.changed.add(new ChangedArtifact("file:dom0:/x", "new", "sha256:1", ""));

        assertThatThrownBy(() -> bench.start(engine, bench.plan()))
                .isInstanceOfSatisfying(
                        StalePlanException.class,
                        stale -> assertThat(stale.changed()).hasSize(1));
    }

    @Test
    void startWhenPlanRanOutIsStale() {
        Plan plan = bench.plan();
        bench.clock.advance(Duration.ofHours(100));

        assertThatThrownBy(() -> bench.start(engine, plan)).isInstanceOf(StalePlanException.class);
    }

    @Test
    void startWhenDigestIsNotThePlansIsStale() {
        Plan plan = bench.plan();

        assertThatThrownBy(() ->
                        engine.jobs().start(plan.id(), "other", Duration.ofMinutes(2), Set.of("known"), JobBench.ANNA))
                .isInstanceOf(StalePlanException.class);
    }

    @Test
    void startWhenNeitherDigestNorWarningsAreKnownIsStaleFirst() {
        Plan plan = bench.plan();

        assertThatThrownBy(
                        () -> engine.jobs().start(plan.id(), "other", Duration.ofMinutes(2), Set.of(), JobBench.ANNA))
                .isInstanceOf(StalePlanException.class);
    }

    @Test
    void startWhenTheTemplatesFileTurnsOutDifferentPutsThePowerBackAndWritesNothing() {
        Plan plan = bench.plan();
        bench.host.file("template", "/etc/sysconfig/iptables", "another hand\n", 0600);
        String found = bench.host.state();

        long id = bench.start(engine, plan);

        JobView job = engine.jobs().get(id);
        assertThat(job.state()).isEqualTo(JobState.REVERTED);
        assertThat(job.cause()).contains("/etc/sysconfig/iptables in template is not as it was when the plan was made");
        assertThat(bench.host.state()).isEqualTo(found);
        assertThat(bench.host.operations()).containsExactly("template: start", "template: shutdown");
    }

    @Test
    void revertWhenAFileWasChangedSinceLeavesItAndSaysSo() {
        long id = bench.start(engine, bench.plan());
        bench.host.file("dom0", "/etc/qubes/templates/net.xml", "<mine/>\n", 0644);

        engine.jobs().revert(id, JobBench.ANNA);

        JobView job = engine.jobs().get(id);
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.left())
                .containsExactly(
                        "Remove /etc/qubes/templates/net.xml in dom0: it did not exist before. It was not done:"
                                + " /etc/qubes/templates/net.xml in dom0 was changed by another hand after this job changed it, so"
                                + " it was left as it is.");
        assertThat(job.holdsHost()).isTrue();
        assertThatThrownBy(() -> bench.start(engine, bench.plan())).isInstanceOf(HostBusyException.class);
    }

    @Test
    void closeWhenJobFailedFreesTheHostForTheNext() {
        long id = bench.start(engine, bench.plan());
        bench.host.file("dom0", "/etc/qubes/templates/net.xml", "<mine/>\n", 0644);
        engine.jobs().revert(id, JobBench.ANNA);

        JobView closed = engine.jobs().close(id, JobBench.ANNA);

        assertThat(closed.state()).isEqualTo(JobState.FAILED);
        assertThat(closed.holdsHost()).isFalse();
        assertThat(engine.jobs().holding()).isEmpty();
        assertThatThrownBy(() -> engine.jobs().close(id, JobBench.ANNA)).isInstanceOf(WrongStateException.class);
    }

    @Test
    void revertWhenJobFailedFinishesWhatWasLeft() {
        long id = bench.start(engine, bench.plan());
        bench.host.faultAt(0, Fault.FAIL, 3);
        engine.jobs().revert(id, JobBench.ANNA);
        assertThat(engine.jobs().get(id).state()).isEqualTo(JobState.FAILED);

        engine.jobs().revert(id, JobBench.ANNA);

        assertThat(engine.jobs().get(id).state()).isEqualTo(JobState.REVERTED);
        assertThat(engine.jobs().get(id).left()).isEmpty();
        assertThat(bench.host.state()).isEqualTo(before);
    }

    @Test
    void revertWhenALaterJobChangedTheSameIsRefusedAndNamesIt() {
        long first = bench.start(engine, bench.plan());
        engine.jobs().confirm(first, JobBench.ANNA);
        long second = bench.start(
                engine,
                bench.plan(
                        Plan.Kind.REMOVE,
                        List.of(JobBench.file(1, "dom0", "/etc/qubes/templates/net.xml", "<net/>\n", null, 0644))));
        engine.jobs().confirm(second, JobBench.ANNA);

        assertThat(bench.applied).isEmpty();
        assertThatThrownBy(() -> engine.jobs().revert(first, JobBench.ANNA))
                .isInstanceOfSatisfying(
                        SupersededException.class,
                        superseded -> assertThat(superseded.later()).isEqualTo(second));

        engine.jobs().revert(second, JobBench.ANNA);
        assertThat(bench.applied.get(7L).job()).isEqualTo(first);
        engine.jobs().revert(first, JobBench.ANNA);
        assertThat(bench.host.state()).isEqualTo(before);
    }

    @Test
    void revertWhenJobRunsTurnsBeforeTheNextStep() {
        List<Runnable> later = new ArrayList<>();
        FakeHost host = bench.host;
        JobModule watched = bench.engine(
                new PassingHost(host) {
                    @Override
                    void after(String operation) {
                        if (host.operations().size() == 4) {
                            later.forEach(Runnable::run);
                            later.clear();
                        }
                    }
                },
                Runnable::run);
        later.add(() -> {
            JobView answer = engine.jobs().revert(1, JobBench.ANNA);
            assertThat(answer.state()).isEqualTo(JobState.REVERTING);
        });

        long id = bench.start(watched, bench.plan());

        JobView job = engine.jobs().get(id);
        assertThat(job.state()).isEqualTo(JobState.REVERTED);
        assertThat(job.cause()).isEqualTo("anna asked to go back.");
        assertThat(bench.host.state()).isEqualTo(before);
        assertThat(bench.host.operations()).hasSize(8);
    }

    @Test
    void eventsAfterGivesWhatCameLaterInOrder() {
        long id = bench.start(engine, bench.plan());

        List<JobEvent> all = engine.jobs().eventsAfter(id, 0);
        assertThat(all).extracting(JobEvent::name).contains("state", "step", "output");
        assertThat(all).extracting(JobEvent::id).isSorted().doesNotHaveDuplicates();
        assertThat(engine.jobs().eventsAfter(id, all.get(9).id())).isEqualTo(all.subList(10, all.size()));
    }

    @Test
    void startKeepsWhatWasOverwrittenByteForByte() {
        bench.start(engine, bench.plan());

        assertThat(bench.jdbc
                        .sql("select content from job_image where artifact = 'file:template:/etc/sysconfig/iptables'")
                        .query(String.class)
                        .list())
                .containsExactly(java.util.Base64.getEncoder()
                        .encodeToString("stock rules\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(bench.audit).extracting(AuditEvent::actor).containsOnly(JobBench.ANNA);
    }
}
