package org.drawbridge.job;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.host.Host;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Probe;
import org.drawbridge.plan.Step;
import org.springframework.transaction.support.TransactionTemplate;

/** What an engine notes besides the journal itself: how qubes stood, what probes found, why a step was not begun. */
final class Notes {

    private final TransactionTemplate transaction;

    private final HostLock lock;

    private final PowerBook power;

    private final CardBook cards;

    private final ProbeBook probes;

    private final StepBook steps;

    private final AuditLog audit;

    private final Clock clock;

    Notes(
            TransactionTemplate transaction,
            HostLock lock,
            PowerBook power,
            CardBook cards,
            ProbeBook probes,
            StepBook steps,
            AuditLog audit,
            Clock clock) {
        this.transaction = transaction;
        this.lock = lock;
        this.power = power;
        this.cards = cards;
        this.probes = probes;
        this.steps = steps;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether the host was looked at before the job's first step. */
    boolean isLookedAt(long job) {
        return power.isKept(job) || !probes.all(job).isEmpty();
    }

    void lookedAt(Lease lease, List<QubeReport> qubes, List<Probe> asked, List<Prober.Finding> found) {
        guarded(lease, () -> {
            qubes.forEach(qube -> power.keep(lease.job(), qube.name(), qube.state()));
            for (int ordinal = 1; ordinal <= asked.size(); ordinal++) {
                probes.before(lease.job(), ordinal, asked.get(ordinal - 1).claim(), found.get(ordinal - 1));
            }
        });
    }

    void probed(Lease lease, int ordinal, Prober.Finding found) {
        guarded(lease, () -> probes.after(lease.job(), ordinal, found));
    }

    List<JobView.ProbeView> probes(long job) {
        return probes.all(job);
    }

    /** A look before the step showed that it must not be taken. */
    void refused(Lease lease, Step step, StepState state, String reason, AuditEvent event) {
        guarded(lease, () -> {
            steps.end(lease.job(), step.seq(), state, reason, clock.instant());
            audit.append(event);
        });
    }

    /** A qube is about to be started so that steps in it can be taken back. */
    void woken(Lease lease, QubeName qube, AuditEvent event) {
        guarded(lease, () -> {
            power.woken(lease.job(), qube);
            audit.append(event);
        });
    }

    void record(Lease lease, AuditEvent event) {
        guarded(lease, () -> audit.append(event));
    }

    List<PowerBook.Noted> power(long job) {
        return power.all(job);
    }

    /** A job that was kept goes back: what people did with the power of its qubes in between is theirs. */
    void powerAgain(Lease lease, Host host) {
        Map<QubeName, String> states = new LinkedHashMap<>();
        for (PowerBook.Noted noted : power.all(lease.job())) {
            host.qube(noted.qube()).ifPresent(qube -> states.put(qube.name(), qube.state()));
        }
        guarded(lease, () -> states.forEach((qube, state) -> power.again(lease.job(), qube, state)));
    }

    /** A qube is about to be attached anew to its net qube. */
    void attaching(Lease lease, CardBook.Noted card, AuditEvent event) {
        guarded(lease, () -> {
            cards.keep(lease.job(), card);
            audit.append(event);
        });
    }

    void attached(Lease lease, CardBook.Noted card, AuditEvent event) {
        guarded(lease, () -> {
            cards.forget(lease.job(), card.qube());
            audit.append(event);
        });
    }

    /** The qubes that are still to be attached. */
    List<CardBook.Noted> cards(long job) {
        return cards.all(job);
    }

    private void guarded(Lease lease, Runnable work) {
        transaction.executeWithoutResult(status -> {
            lock.guard(lease);
            work.run();
        });
    }
}
