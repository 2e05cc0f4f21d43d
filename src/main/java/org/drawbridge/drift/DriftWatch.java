package org.drawbridge.drift;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.host.HostException;
import org.drawbridge.inventory.InventorySynchronised;
import org.drawbridge.job.Jobs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks for drift after every synchronisation, but not while a job is at work, and keeps what it found. */
@Component
class DriftWatch {

    private static final Logger log = LoggerFactory.getLogger(DriftWatch.class);

    private final DriftLook look;
    private final DriftTable table;
    private final Jobs jobs;
    private final AuditLog audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    DriftWatch(
            DriftLook look, DriftTable table, Jobs jobs, AuditLog audit, Clock clock, TransactionTemplate transaction) {
        this.look = look;
        this.table = table;
        this.jobs = jobs;
        this.audit = audit;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** A synchronisation that worked has worked, whatever comes of this look. */
    @EventListener
    void follow(InventorySynchronised synchronised) {
        try {
            look();
        } catch (HostException exception) {
            log.warn("What is known of drift is as old as it was: {}", exception.getMessage());
        } catch (RuntimeException exception) {
            log.warn("Drift could not be looked for", exception);
        }
    }

    /** Looks once, and keeps what was found unless a job has begun meanwhile. */
    synchronized void look() {
        if (jobs.holding().isEmpty()) {
            look.look()
                    .filter(result -> jobs.holding().isEmpty())
                    .ifPresent(result -> transaction.executeWithoutResult(status -> keep(result)));
        }
    }

    private void keep(DriftLook.Result result) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<String, Deviation> found = new HashMap<>();
        result.deviations().forEach(each -> found.put(each.artifact(), each));
        for (Drift known : table.all()) {
            Deviation again = found.get(known.artifact());
            if (again != null && again.sum().hex().equals(known.sum())) {
                found.remove(known.artifact());
            } else if (again != null || !result.unseen().contains(known.artifact())) {
                table.remove(known.id());
                if (again == null) {
                    tell("drift.end", known.artifact(), known.kind());
                }
            }
        }
        List<Deviation> fresh = result.deviations().stream()
                .filter(found::containsValue)
                .distinct()
                .toList();
        for (Deviation each : fresh) {
            table.add(each, now);
            tell("drift.find", each.artifact(), each.kind());
        }
    }

    private void tell(String action, String artifact, DriftKind kind) {
        audit.append(AuditEvent.of(Actor.SYSTEM, action, artifact, AuditEvent.Outcome.SUCCESS)
                .with("kind", kind.word()));
    }
}
