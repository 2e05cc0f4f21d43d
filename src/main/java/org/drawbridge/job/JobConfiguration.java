package org.drawbridge.job;

import java.sql.Connection;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostTouched;
import org.drawbridge.host.RescueDesk;
import org.drawbridge.plan.Plans;
import org.drawbridge.profile.Profiles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Gives the console its one engine. */
@Configuration(proxyBeanMethods = false)
class JobConfiguration {

    @Bean
    JobModule jobModule(
            JdbcClient jdbc,
            DataSource store,
            PlatformTransactionManager transactions,
            JsonMapper json,
            Host host,
            Optional<RescueDesk> desk,
            Plans plans,
            Profiles profiles,
            AuditLog audit,
            JobProperties properties,
            RescueProperties rescue,
            Clock clock,
            EngineThreads threads,
            ApplicationEventPublisher events) {
        return JobModule.of(new JobModule.Surroundings(
                jdbc,
                transactions,
                json,
                host,
                desk,
                new StoredPlans(plans),
                new ProfileMarks(profiles, plans, new UnsettledBook(jdbc)),
                audit,
                properties,
                rescue,
                EngineName.ofThisProcess(),
                clock,
                new DatabaseClock(jdbc),
                pause -> TimeUnit.NANOSECONDS.sleep(pause.toNanos()),
                telling(threads, events),
                isH2(store),
                threads::isStopping));
    }

    @Bean
    Jobs jobs(JobModule module) {
        return module.jobs();
    }

    @Bean
    RescueKits rescueKits(JobModule module) {
        return module.kits();
    }

    @Bean
    EngineThreads engineThreads() {
        return new EngineThreads();
    }

    @Bean
    JobTicker jobTicker(JobModule module, JobProperties properties, EngineThreads threads) {
        return new JobTicker(module.engine(), properties.onInterrupted(), threads);
    }

    /** However a job's run ends, the host is not as it was read. */
    private static Executor telling(Executor threads, ApplicationEventPublisher events) {
        return work -> threads.execute(() -> {
            try {
                work.run();
            } finally {
                events.publishEvent(new HostTouched());
            }
        });
    }

    private static boolean isH2(DataSource store) {
        String product = new JdbcTemplate(store)
                .execute((Connection connection) -> connection.getMetaData().getDatabaseProductName());
        return "H2".equals(product);
    }
}
