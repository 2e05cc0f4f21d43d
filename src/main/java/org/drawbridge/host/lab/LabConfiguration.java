package org.drawbridge.host.lab;

import java.nio.file.Path;
import java.time.Clock;
import org.drawbridge.host.kit.KitDesk;
import org.drawbridge.host.kit.KitUnits;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the lab the host where {@code drawbridge.host} is {@code lab}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "drawbridge.host", havingValue = "lab", matchIfMissing = true)
@EnableConfigurationProperties(LabProperties.class)
class LabConfiguration {

    @Bean
    LabFaults labFaults() {
        return new LabFaults();
    }

    @Bean
    Lab lab(LabProperties properties, LabFaults faults, @Value("${drawbridge.data}") Path data) {
        return Lab.openOrCreate(
                data.resolve("lab"),
                properties.releaseValue(),
                properties.qubes(),
                properties.stepDelay(),
                LabPause.REAL,
                faults);
    }

    /** The kits lie in the lab's dom0. */
    @Bean
    KitDesk labRescueDesk(Lab lab, Clock clock, @Value("${drawbridge.rescue.keep:20}") int keep) {
        return new KitDesk(
                lab.folder().resolve("dom0").resolve(KitDesk.FOLDER.value().substring(1)),
                KitUnits.NONE,
                () -> "",
                clock,
                keep);
    }

    @Bean
    LabLink labLink(Lab lab) {
        return new LabLink(lab);
    }
}
