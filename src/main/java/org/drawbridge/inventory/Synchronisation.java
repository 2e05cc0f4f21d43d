package org.drawbridge.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostStatus;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Brings the mirror up to the host's state: reads first, then writes all of it in one transaction. */
@Component
class Synchronisation {

    /** How long a qube's history is kept. */
    private static final Duration REMEMBERED = Duration.ofDays(365);

    private final HostReader reader;
    private final QubeTable qubes;
    private final HistoryTable histories;
    private final HostTable hosts;
    private final TransactionOperations transactions;
    private final ApplicationEventPublisher events;
    private final AuditLog auditLog;
    private final Clock clock;

    /** One at a time in this console; the row in the store does it between consoles. */
    private final ReentrantLock running = new ReentrantLock(true);

    Synchronisation(
            HostReader reader,
            QubeTable qubes,
            HistoryTable histories,
            HostTable hosts,
            TransactionOperations transactions,
            ApplicationEventPublisher events,
            AuditLog auditLog,
            Clock clock) {
        this.reader = reader;
        this.qubes = qubes;
        this.histories = histories;
        this.hosts = hosts;
        this.transactions = transactions;
        this.events = events;
        this.auditLog = auditLog;
        this.clock = clock;
    }

    SyncResult run(Actor actor) {
        return bring(actor, () -> {
            HostReading reading = reader.read();
            return known -> reading;
        });
    }

    /** Looks at some qubes only, since it is known that nothing else happened; at none for what is in the net qubes. */
    SyncResult glance(Set<QubeName> touched) {
        return bring(Actor.SYSTEM, () -> {
            Map<QubeName, QubeReport> known = new HashMap<>();
            qubes.load().values().forEach(qube -> known.put(qube.name(), qube.report()));
            return reader.glance(touched, known)::over;
        });
    }

    private SyncResult bring(Actor actor, Supplier<Reading> look) {
        running.lock();
        try {
            Instant begun = clock.instant();
            Reading reading = read(actor, look);
            Instant now = now();
            boolean linkedBefore = linked();
            List<QubeChange> changes = transactions.execute(status -> store(reading, now, actor));
            SyncResult result = new SyncResult(
                    named(changes, QubeChange.Kind.ADDED),
                    named(changes, QubeChange.Kind.CHANGED),
                    named(changes, QubeChange.Kind.REMOVED),
                    Duration.between(begun, clock.instant()).truncatedTo(ChronoUnit.MILLIS));
            events.publishEvent(new InventorySynchronised(result, now));
            tellLink(linkedBefore, now);
            return result;
        } finally {
            running.unlock();
        }
    }

    void check() {
        noteAndTell(reader.status(), status -> {});
    }

    private Reading read(Actor actor, Supplier<Reading> look) {
        try {
            return look.get();
        } catch (HostException exception) {
            HostStatus status = reader.status();
            HostStatus lost = new HostStatus(
                    status.kind(),
                    status.release(),
                    false,
                    Objects.requireNonNullElse(exception.getMessage(), status.message()));
            noteAndTell(
                    lost,
                    told -> audit(
                            false,
                            event(actor, told, AuditEvent.Outcome.FAILURE).with("reason", told.message())));
            throw exception;
        }
    }

    private void noteAndTell(HostStatus status, Consumer<HostStatus> more) {
        Instant now = now();
        boolean linkedBefore = linked();
        transactions.executeWithoutResult(transaction -> {
            note(status, now);
            more.accept(status);
        });
        tellLink(linkedBefore, now);
    }

    private boolean linked() {
        HostView view = hosts.view(0);
        return view.checkedAt() == null || view.connected();
    }

    private void tellLink(boolean linkedBefore, Instant at) {
        boolean linked = linked();
        if (linked != linkedBefore) {
            events.publishEvent(new HostLinkChanged(linked, at));
        }
    }

    private List<QubeChange> store(Reading told, Instant now, Actor actor) {
        hosts.lock();
        SortedMap<QubeName, Mirrored> before = qubes.load();
        HostReading reading = told.over(before);
        Mirror mirror = Mirror.of(before, reading, now);
        List<Mirrored> added = new ArrayList<>();
        List<Mirrored> updated = new ArrayList<>();
        for (Mirrored qube : mirror.after().values()) {
            @Nullable Mirrored old = before.get(qube.name());
            if (old == null) {
                added.add(qube);
            } else if (!old.equals(qube)) {
                updated.add(qube);
            }
        }
        qubes.delete(named(mirror.changes(), QubeChange.Kind.REMOVED));
        qubes.insert(added);
        qubes.update(updated);
        histories.append(mirror.changes());
        histories.forgetBefore(now.minus(REMEMBERED));
        note(reading.status(), now);
        hosts.synced(now);
        AuditEvent event = event(actor, reading.status(), AuditEvent.Outcome.SUCCESS);
        for (QubeChange.Kind kind : QubeChange.Kind.values()) {
            event = event.with(
                    kind.name().toLowerCase(Locale.ROOT),
                    Integer.toString(named(mirror.changes(), kind).size()));
        }
        audit(!mirror.changes().isEmpty(), event);
        return mirror.changes();
    }

    /** Keeps how the host stands; that the link to it was lost or came back is written down whoever found it. */
    private void note(HostStatus status, Instant at) {
        boolean connectedBefore = linked();
        hosts.checked(status, at);
        if (status.connected() != connectedBefore) {
            auditLog.append(AuditEvent.of(
                            Actor.SYSTEM,
                            "host.link",
                            "host:" + status.kind(),
                            status.connected() ? AuditEvent.Outcome.SUCCESS : AuditEvent.Outcome.FAILURE)
                    .with("reason", status.message()));
        }
    }

    /** What was read of the host, laid over what was known. */
    @FunctionalInterface
    private interface Reading {
        HostReading over(SortedMap<QubeName, Mirrored> known);
    }

    /** What the timer does every minute is told only where it found something new; what a person asks for, always. */
    private void audit(boolean news, AuditEvent event) {
        if (news || !event.actor().equals(Actor.SYSTEM)) {
            auditLog.append(event);
        }
    }

    private static AuditEvent event(Actor actor, HostStatus status, AuditEvent.Outcome outcome) {
        return AuditEvent.of(actor, "inventory.sync", "host:" + status.kind(), outcome);
    }

    private static List<QubeName> named(List<QubeChange> changes, QubeChange.Kind kind) {
        return changes.stream()
                .filter(change -> change.kind() == kind)
                .map(QubeChange::qube)
                .toList();
    }

    /** Stores keep microseconds at most. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
