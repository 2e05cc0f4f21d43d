package org.drawbridge.job;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.drawbridge.audit.AuditTrail;
import org.drawbridge.audit.RealAudit;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.host.lab.LabCall.Operation;
import org.drawbridge.host.lab.LabFault;
import org.drawbridge.job.StalePlanException.ChangedArtifact;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.PlanFile;
import org.drawbridge.profile.BridgeProfile;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import tools.jackson.databind.json.JsonMapper;

/** A console without anything but jobs, a lab and the audit log: its folder holds the lab, the store and one plan. */
final class CrashRig implements AutoCloseable {

    private static final String[] TABLES = {
        "V010__audit.sql", "V060__job.sql", "V061__job_card.sql", "V070__job_rescue.sql", "V071__job_until.sql"
    };

    final Lab lab;
    final JobModule module;
    final AuditTrail trail;
    final JdbcClient jdbc;
    final Plan plan;

    private final CrashPoints points;
    private final JdbcConnectionPool store;

    CrashRig(Path folder, CrashPoints points) {
        this.points = points;
        plan = PlanFile.read(folder.resolve("plan.json"));
        lab = Lab.openOrCreate(folder.resolve("lab"), plan.release());
        store = JdbcConnectionPool.create(CrashStore.url(folder), "", "");
        points.witness(() -> CrashStore.note(folder, store));
        jdbc = JdbcClient.create(store);
        PlatformTransactionManager plain = new DataSourceTransactionManager(store);
        trail = RealAudit.trail(jdbc, plain);
        Clock clock = new SettableClock();
        PlatformTransactionManager pointed = new Pointed(plain);
        module = JobModule.of(new JobModule.Surroundings(
                jdbc,
                pointed,
                JsonMapper.builder().build(),
                new Torn(lab),
                Optional.empty(),
                new OnePlan(),
                new NoMarks(),
                RealAudit.log(jdbc, plain, clock),
                new JobProperties(Duration.ofHours(1), OnInterrupted.ASK),
                new RescueProperties(Duration.ofMinutes(15)),
                EngineName.ofThisProcess(),
                clock,
                new DatabaseClock(jdbc),
                pause -> {},
                Runnable::run,
                true,
                () -> false));
    }

    /** Makes the store's tables, once. */
    void makeTables() {
        for (String table : TABLES) {
            new ResourceDatabasePopulator(new ClassPathResource("db/migration/" + table)).execute(store);
        }
    }

    @Override
    public void close() {
        jdbc.sql("shutdown").update();
        store.dispose();
    }

    /** Counts the moments before and after whatever is committed, but for the lines that commands print. */
    private final class Pointed implements PlatformTransactionManager {
        private final PlatformTransactionManager plain;

        private Pointed(PlatformTransactionManager plain) {
            this.plain = plain;
        }

        @Override
        public TransactionStatus getTransaction(TransactionDefinition definition) {
            return plain.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            String deed = deed();
            boolean counts = !deed.endsWith(".output");
            if (counts) {
                points.pass("before " + deed);
            }
            plain.commit(status);
            if (counts) {
                points.pass("after " + deed);
            }
        }

        @Override
        public void rollback(TransactionStatus status) {
            plain.rollback(status);
        }

        /** What is being committed, by the method that does it. */
        private String deed() {
            return StackWalker.getInstance()
                    .walk(frames -> frames.filter(frame -> isDeed(frame.getClassName(), frame.getMethodName()))
                            .map(frame -> simple(frame.getClassName()) + "." + frame.getMethodName())
                            .findFirst())
                    .orElse("something");
        }

        private static boolean isDeed(String type, String method) {
            return type.startsWith("org.drawbridge.job.")
                    && !type.contains("$")
                    && !type.endsWith(".StateBook")
                    && !method.equals("guarded");
        }

        private static String simple(String type) {
            return type.substring(type.lastIndexOf('.') + 1);
        }
    }

    /** A host whose files may be left half written. */
    private final class Torn extends PassingHost {
        private Torn(Lab lab) {
            super(lab);
        }

        @Override
        public void write(Place place, HostPath path, FileImage image, Expected expected) {
            if (!points.isChosen("within the write of " + path)) {
                super.write(place, path, image, expected);
                return;
            }
            lab.faults().add(LabFault.at(LabFault.Kind.CUT_OFF, Operation.WRITE, "", 1));
            try {
                super.write(place, path, image, expected);
            } catch (HostException.Unreachable cutOff) {
                points.standStill();
            }
        }
    }

    private final class OnePlan implements ApprovedPlans {
        @Override
        public Optional<Plan> find(UUID id) {
            return Optional.of(plan).filter(one -> one.id().equals(id));
        }

        @Override
        public boolean followsProfile(Plan plan) {
            return true;
        }

        @Override
        public List<ChangedArtifact> recheck(Plan plan) {
            return List.of();
        }

        @Override
        public void begun(UUID id) {}

        @Override
        public void finished(UUID id) {}

        @Override
        public void undone(UUID id) {}
    }

    private static final class NoMarks implements AppliedMarks {
        @Override
        public Optional<BridgeProfile.Applied> current(long profile) {
            return Optional.empty();
        }

        @Override
        public void mark(long profile, BridgeProfile.Applied applied) {}

        @Override
        public void clear(long profile, long job) {}
    }
}
