package org.drawbridge.job;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEntry;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostCommand;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.Release;
import org.drawbridge.host.RescueDesk;
import org.drawbridge.job.StalePlanException.ChangedArtifact;
import org.drawbridge.name.BridgeName;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.HostCheck;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.Preconditions;
import org.drawbridge.plan.Probe;
import org.drawbridge.plan.Step;
import org.drawbridge.profile.BridgeProfile;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import tools.jackson.databind.json.JsonMapper;

/** One store and one host, on which tests set up as many engines as they want. */
public final class JobBench {

    public static final Actor ANNA = new Actor("anna", "console", "r1");

    public static final String DIGEST = "d1";

    public final SettableClock clock = new SettableClock();

    public final FakeHost host = new FakeHost()
            .qube("sys-net", "Running")
            .qube("work", "Running")
            .qube("template", "Halted")
            .file("template", "/etc/sysconfig/iptables", "stock rules\n", 0600);

    final Map<UUID, Plan> plans = new HashMap<>();

    final Map<Long, BridgeProfile.Applied> applied = new HashMap<>();

    final Map<UUID, String> planMarks = new LinkedHashMap<>();
    /** What became of plans, in the order of time. */
    final List<Map.Entry<UUID, String>> planEvents = new ArrayList<>();

    final List<AuditEvent> audit = new ArrayList<>();

    public final List<ChangedArtifact> changed = new ArrayList<>();

    final JdbcClient jdbc;

    private final DataSource store;

    /** The host's own way back, for the engines that are made from now on. */
    Optional<RescueDesk> desk = Optional.empty();

    private int engines;

    public JobBench() {
        store = memory();
        jdbc = JdbcClient.create(store);
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V060__job.sql"),
                        new ClassPathResource("db/migration/V061__job_card.sql"),
                        new ClassPathResource("db/migration/V070__job_rescue.sql"),
                        new ClassPathResource("db/migration/V071__job_until.sql"))
                .execute(store);
    }

    /** What another bench keeps beside its store, on a store that a script makes. */
    JobBench(JobBench like, List<String> script) {
        store = memory();
        jdbc = JdbcClient.create(store);
        script.forEach(statement -> jdbc.sql(statement).update());
        plans.putAll(like.plans);
        applied.putAll(like.applied);
        planMarks.putAll(like.planMarks);
        planEvents.addAll(like.planEvents);
    }

    private static DataSource memory() {
        return JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000;QUERY_CACHE_SIZE=200",
                "",
                "");
    }

    /** The statements that make a store as this one is now. */
    List<String> script() {
        return jdbc.sql("script simple").query(String.class).list();
    }

    /** Gives the store's memory back. */
    void discard() {
        jdbc.sql("shutdown").update();
    }

    /** The face of an engine that works on the caller's thread. */
    public Jobs jobs() {
        return engine().jobs();
    }

    /** Lets the process of an engine go away in the middle of a job, and lets another take it up. */
    public long interrupted() {
        host.faultAt(4, FakeHost.Fault.CRASH_AFTER, 1);
        Plan plan = plan();
        JobModule gone = engine();
        try {
            start(gone, plan);
            throw new AssertionError("the process should be gone");
        } catch (FakeHost.Crash crash) {
            leaseRunsOut();
            engine().engine().takeUpAll(OnInterrupted.ASK);
            return 1;
        }
    }

    /** Lets a job end with something left to do. */
    public long failed() {
        long id = start(engine(), plan());
        host.file("dom0", "/etc/qubes/templates/net.xml", "<mine/>\n", 0644);
        engine().jobs().revert(id, ANNA);
        return id;
    }

    /** An engine that works on the caller's thread. */
    JobModule engine() {
        return engine(host, Runnable::run);
    }

    JobModule engine(Host seen, Executor executor) {
        return JobModule.of(new JobModule.Surroundings(
                jdbc,
                new DataSourceTransactionManager(store),
                JsonMapper.builder().build(),
                seen,
                desk,
                new Plans(),
                new Marks(),
                this::record,
                new JobProperties(Duration.ofMinutes(2), OnInterrupted.ASK),
                new RescueProperties(Duration.ofMinutes(15)),
                new EngineName("", 1, 1, "engine " + engines++),
                clock,
                clock,
                pause -> {},
                executor,
                true,
                () -> false));
    }

    private AuditEntry record(AuditEvent event) {
        audit.add(event);
        return new AuditEntry(
                audit.size(),
                clock.instant(),
                event.actor().name(),
                event.actor().via(),
                event.action(),
                event.subject(),
                event.outcome().name(),
                event.detail(),
                "",
                "");
    }

    /** Starts a job as a person who knows all warnings. */
    long start(JobModule engine, Plan plan) {
        return engine.jobs()
                .start(plan.id(), DIGEST, Duration.ofMinutes(2), Set.of("known"), ANNA)
                .id();
    }

    /** Lets the lease of an engine that is gone run out. */
    void leaseRunsOut() {
        clock.advance(HostLock.LEASE.plusSeconds(1));
    }

    /** The same, but for those that go on saying that they are alive. */
    void leaseRunsOutBut(List<JobModule> alive) {
        leaseRunsOut();
        alive.forEach(module -> module.engine().beat());
    }

    /** A plan with a step of every kind. */
    public Plan plan() {
        return plan(Plan.Kind.APPLY, steps());
    }

    /** The same, and it says which bridge it is about. */
    public Plan bridgePlan() {
        Plan plan = plan();
        List<Probe> probes = new ArrayList<>(plan.probes());
        probes.add(new Probe.BridgeUp(QubeName.of("sys-net"), BridgeName.of("bridge0"), true));
        Plan withBridge = new Plan(
                plan.id(),
                plan.kind(),
                plan.profileId(),
                plan.profileName(),
                plan.profileVersion(),
                plan.release(),
                plan.createdAt(),
                plan.expiresAt(),
                plan.summary(),
                plan.steps(),
                plan.findings(),
                plan.preconditions(),
                probes,
                plan.exposure(),
                plan.digest());
        plans.put(plan.id(), withBridge);
        return withBridge;
    }

    Plan plan(Plan.Kind kind, List<Step> steps) {
        List<Plan.Precondition> preconditions = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Change change
                    && preconditions.stream().noneMatch(one -> one.artifact().equals(change.artifact()))) {
                preconditions.add(new Plan.Precondition(change.artifact(), Preconditions.of(change.before())));
            }
        }
        HostCheck rule =
                new HostCheck(new HostCommand.IptablesSave(Place.ofLabel("sys-net")), List.of("bridge+"), List.of());
        Plan plan = new Plan(
                UUID.randomUUID(),
                kind,
                7,
                "office",
                3,
                Release.R4_2,
                clock.instant(),
                clock.instant().plus(Duration.ofHours(100)),
                List.of("sys-net gets bridge0."),
                steps,
                List.of(new Finding(Finding.Severity.WARNING, "known", "It is so.", "It matters.", "Know it.")),
                preconditions,
                kind == Plan.Kind.APPLY
                        ? List.of(new Probe.RulesInForce(rule, "the rules are in force", false))
                        : List.of(),
                Optional.empty(),
                DIGEST);
        plans.put(plan.id(), plan);
        return plan;
    }

    static List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        Place net = Place.ofLabel("sys-net");
        steps.add(power(1, "template", "Halted", "Running"));
        steps.add(file(2, "dom0", "/etc/qubes/templates/net.xml", null, "<net/>\n", 0644));
        steps.add(file(
                3, "template", "/etc/sysconfig/iptables", "stock rules\n", "stock rules\n# Bridge support\n", 0600));
        steps.add(power(4, "template", "Running", "Halted"));
        steps.add(file(
                5, "sys-net", "/rw/config/NM-system-connections/bridge0", null, "[connection]\nid=bridge0\n", 0600));
        steps.add(new Step.Action(
                6,
                new HostCommand.NmReload(net),
                List.of(new HostCommand.NmReload(net)),
                Optional.empty(),
                List.of("connection.id:bridge0"),
                "sys-net: nmcli connection reload",
                "the keyfile counts only then"));
        steps.add(new Step.Action(
                7,
                new HostCommand.IptablesDelta(net, "filter", List.of("-A FORWARD -i bridge+ -j ACCEPT")),
                List.of(new HostCommand.IptablesDelta(net, "filter", List.of("-D FORWARD -i bridge+ -j ACCEPT"))),
                Optional.of(
                        new HostCheck(new HostCommand.IptablesSave(net), List.of("-A FORWARD -i bridge+"), List.of())),
                List.of(),
                "sys-net: rules in force",
                "by delta"));
        steps.add(power(8, "work", "Running", "Halted"));
        steps.add(setting(9, new Artifact.Property(QubeName.of("work"), "netvm"), "sys-firewall", "sys-net"));
        steps.add(setting(
                10, new Artifact.Property(QubeName.of("work"), "mac"), "00:16:3e:5e:6c:00", "00:16:3e:00:00:07"));
        steps.add(setting(11, new Artifact.Feature(QubeName.of("work"), "bridge"), "", "bridge0"));
        steps.add(setting(12, new Artifact.Service(QubeName.of("work"), "network-manager"), "", "on"));
        steps.add(power(13, "work", "Halted", "Running"));
        return steps;
    }

    static Step.Change file(int seq, String place, String path, String before, String after, int mode) {
        Artifact artifact = new Artifact.File(Place.ofLabel(place), HostPath.of(path));
        return new Step.Change(
                seq, artifact, content(before, mode), content(after, mode), place + ": " + path, "it has to be", "");
    }

    static Step.Change power(int seq, String qube, String before, String after) {
        return new Step.Change(
                seq,
                new Artifact.Power(QubeName.of(qube)),
                new Content.Setting(before, false),
                new Content.Setting(after, false),
                qube + ": " + before + " → " + after,
                "it has to be",
                "");
    }

    /** From a default to a value. */
    static Step.Change setting(int seq, Artifact artifact, String before, String after) {
        return new Step.Change(
                seq,
                artifact,
                new Content.Setting(before, true),
                new Content.Setting(after, false),
                artifact.label(),
                "it has to be",
                "");
    }

    private static Content content(String text, int mode) {
        return Content.ofFile(
                Optional.ofNullable(text).map(bytes -> FileImage.ofRoot(bytes.getBytes(StandardCharsets.UTF_8), mode)));
    }

    private final class Plans implements ApprovedPlans {
        @Override
        public Optional<Plan> find(UUID id) {
            return Optional.ofNullable(plans.get(id));
        }

        @Override
        public boolean followsProfile(Plan plan) {
            return true;
        }

        @Override
        public List<ChangedArtifact> recheck(Plan plan) {
            return changed;
        }

        private void mark(UUID id, String mark) {
            planMarks.put(id, mark);
            planEvents.add(Map.entry(id, mark));
        }

        @Override
        public void begun(UUID id) {
            mark(id, "begun");
        }

        @Override
        public void finished(UUID id) {
            mark(id, "finished");
        }

        @Override
        public void undone(UUID id) {
            mark(id, "undone");
        }
    }

    private final class Marks implements AppliedMarks {
        @Override
        public Optional<BridgeProfile.Applied> current(long profile) {
            return Optional.ofNullable(applied.get(profile));
        }

        @Override
        public void mark(long profile, BridgeProfile.Applied mark) {
            applied.put(profile, mark);
        }

        @Override
        public void clear(long profile, long job) {
            applied.computeIfPresent(profile, (id, mark) -> mark.job() == job ? null : mark);
        }
    }
}
