package org.drawbridge.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.host.lab.Lab;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Backups of the running console; its lab, where it has one, stands still meanwhile. */
@Configuration(proxyBeanMethods = false)
class BackupConfiguration {

    @Bean
    Backups backups(
            DataSource database,
            AuditLog audit,
            Clock clock,
            ObjectProvider<Lab> lab,
            @Value("${drawbridge.data}") Path data) {
        Consumer<Runnable> stillness = work -> {
            Lab there = lab.getIfAvailable();
            if (there == null) {
                work.run();
            } else {
                there.still(work);
            }
        };
        return new Backups(database, audit, data, clock, stillness);
    }
}
