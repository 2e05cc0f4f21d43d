package org.drawbridge.job;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.host.Host;
import org.drawbridge.host.RescueDesk;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * One engine with all that belongs to it, put together by hand: the console makes one, and tests make several on one store.
 *
 * @param jobs the face of the module
 * @param kits what lies on the host
 * @param engine the one that works
 * @param transitions how its jobs change
 */
record JobModule(Jobs jobs, RescueKits kits, JobEngine engine, Transitions transitions) {

    /**
     * What the module needs of its surroundings.
     *
     * @param desk where the host's own way back is set, if the host has one
     * @param leaseClock the time by which leases end
     * @param checkpoints whether the database is H2, which writes to the disk only when it is told to
     * @param stopping whether the console is shutting down
     */
    record Surroundings(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            JsonMapper json,
            Host host,
            Optional<RescueDesk> desk,
            ApprovedPlans plans,
            AppliedMarks marks,
            AuditLog audit,
            JobProperties properties,
            RescueProperties rescue,
            EngineName name,
            Clock clock,
            Clock leaseClock,
            Sleeper sleeper,
            Executor executor,
            boolean checkpoints,
            BooleanSupplier stopping) {}

    static JobModule of(Surroundings around) {
        JdbcClient jdbc = around.jdbc();
        Clock clock = around.clock();
        TransactionTemplate own = new TransactionTemplate(around.transactions());
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        JobStore store = new JobStore(jdbc);
        JobEvents events = new JobEvents(jdbc, around.json());
        StepBook steps = new StepBook(jdbc, events);
        LeftBook left = new LeftBook(jdbc);
        ProbeBook probes = new ProbeBook(jdbc);
        HostLock lock = new HostLock(jdbc, around.leaseClock(), around.name());
        StateBook states = new StateBook(own, store, left, events, around.marks(), around.plans());
        Journal journal = new Journal(
                jdbc, own, lock, store, steps, new Images(jdbc), around.audit(), clock, around.checkpoints());
        Notes notes =
                new Notes(own, lock, new PowerBook(jdbc), new CardBook(jdbc), probes, steps, around.audit(), clock);
        Artifacts artifacts = new Artifacts(around.host());
        ChangeWork changes = new ChangeWork(artifacts);
        ActionWork actions = new ActionWork(around.host(), around.sleeper());
        StepWork work = new StepWork(changes, actions, journal);
        RescueBook rescues = new RescueBook(jdbc, own, lock, around.audit(), clock, around.checkpoints());
        Rescue rescue = new Rescue(
                around.desk(), rescues, journal, notes, around.rescue().applyLimit(), clock);
        Transitions transitions = new Transitions(states, lock, store, journal, left, rescues, around.audit(), clock);
        RescueReview review = new RescueReview(rescue, transitions, store, clock);
        Decisions decisions = new Decisions(states, lock, store, steps, around.marks(), around.audit(), clock);
        ForwardRun forward = new ForwardRun(
                around.host(),
                artifacts,
                work,
                journal,
                notes,
                transitions,
                rescue,
                around.sleeper(),
                around.stopping());
        BackwardRun backward = new BackwardRun(around.host(), work, journal, notes, rescue, around.sleeper());
        JobEngine engine = new JobEngine(
                transitions,
                decisions,
                forward,
                backward,
                rescue,
                review,
                store,
                lock,
                around.plans(),
                own,
                around.executor(),
                clock);
        TimeBoxes times = new TimeBoxes(rescue, states, lock, store, around.marks(), around.audit(), clock);
        Jobs jobs = new Jobs(
                store,
                new JobDetails(steps, probes, left, rescue),
                events,
                decisions,
                lock,
                around.plans(),
                engine,
                times,
                new Classifier(changes, actions, journal),
                new UnsettledBook(jdbc),
                around.properties(),
                clock);
        return new JobModule(jobs, new RescueKits(around.desk(), store, rescues, around.audit()), engine, transitions);
    }
}
