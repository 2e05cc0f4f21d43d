package org.drawbridge.drift;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Counts differences for whoever watches the console: {@code drawbridge_drift} by kind, and those that somebody ignores. */
@Component
class DriftMetrics implements MeterBinder {

    private final DriftTable table;

    DriftMetrics(DriftTable table) {
        this.table = table;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (DriftKind kind : DriftKind.values()) {
            Gauge.builder("drawbridge.drift", table, each -> each.open(kind))
                    .description("What is not on the host as it was applied, and nobody ignores")
                    .tag("kind", kind.word())
                    .register(registry);
        }
        Gauge.builder("drawbridge.drift.ignored", table, DriftTable::ignored)
                .description("What is not on the host as it was applied, and somebody ignores")
                .register(registry);
    }
}
