package org.drawbridge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class AuditLogTests {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123456789Z");
    private static final Actor ANNE = new Actor("anne", "console", "req-1");

    private final AuditDatabase database = AuditDatabase.inMemory();
    private final AuditLog log = database.log(Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void firstEntryBeginsTheChainAndTheNextHangsOnIt() {
        AuditEntry first = log.append(AuditEvent.of(ANNE, "profile.create", "profile:1", Outcome.SUCCESS));
        AuditEntry second = log.append(AuditEvent.of(Actor.SYSTEM, "inventory.sync", "host", Outcome.INTENT));

        assertThat(first.seq()).isEqualTo(1);
        assertThat(first.previous()).isEqualTo(AuditEntry.START);
        assertThat(first.detail()).containsEntry("request", "req-1");
        assertThat(second.previous()).isEqualTo(first.hash());
        assertThat(second.detail()).isEmpty();
        assertThat(database.trail.verify().ok()).isTrue();
    }

    @Test
    void entryReadsBackAsItWasAppendedToTheMillisecond() {
        AuditEntry entry = log.append(AuditEvent.of(ANNE, "a.b", "c:d", Outcome.FAILURE)
                .with("before", "x\r\n\t\u0000 \ud83d\ude00")
                .with("broken", "\ud83d"));

        assertThat(entry.at()).isEqualTo(Instant.parse("2026-11-24T12:00:00.123Z"));
        assertThat(entry.detail()).containsEntry("broken", "\ufffd");
        assertThat(database.trail.entry(1)).contains(entry);
    }

    @Test
    void namesAreCutAndCleanedWhenTheyAreNotOneShortLine() {
        AuditEntry entry = log.append(AuditEvent.of(
                new Actor("x\n".repeat(300), "v".repeat(30), ""), "a".repeat(200), "s".repeat(400), Outcome.DENIED));

        assertThat(entry.actor()).hasSize(200).startsWith("x\ufffdx\ufffd").endsWith("…");
        assertThat(entry.via()).hasSize(20);
        assertThat(entry.action()).hasSize(100);
        assertThat(entry.subject()).hasSize(300);
        assertThat(database.trail.entry(1)).contains(entry);
    }

    @Test
    void longDetailIsCutAndSaysHowLongItWas() {
        AuditEntry entry =
                log.append(AuditEvent.of(ANNE, "a.b", "c:d", Outcome.SUCCESS).with("after", "y".repeat(200_000)));

        assertThat(entry.detail().get("after")).hasSize(100_000).endsWith("… (200000 characters in all)");
    }

    @Test
    void entryVanishesWithTheTransactionItBelongsTo() {
        TransactionTemplate outer = new TransactionTemplate(database.transactions);

        assertThatThrownBy(() -> outer.executeWithoutResult(status -> {
                    log.append(AuditEvent.of(ANNE, "a.b", "c:d", Outcome.SUCCESS));
                    throw new IllegalStateException("the caller changed its mind");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(log.append(AuditEvent.of(ANNE, "a.b", "c:d", Outcome.SUCCESS))
                        .seq())
                .isEqualTo(1);
        assertThat(database.trail.verify().entries()).isEqualTo(1);
    }

    @Test
    void chainHoldsWhenManyThreadsOfTwoConsolesAppend() throws Exception {
        AuditLog other = database.log(Clock.offset(Clock.fixed(NOON, ZoneOffset.UTC), Duration.ofMinutes(-3)));
        List<Future<?>> appended = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int n = 0; n < 200; n++) {
                AuditLog console = n % 2 == 0 ? log : other;
                String subject = "qube:" + n;
                appended.add(threads.submit(
                        () -> console.append(AuditEvent.of(ANNE, "qube.read", subject, Outcome.SUCCESS))));
            }
        }
        for (Future<?> one : appended) {
            one.get();
        }

        AuditVerification verification = database.trail.verify();
        assertThat(verification.ok()).isTrue();
        assertThat(verification.entries()).isEqualTo(200);
        assertThat(database.trail
                        .search(new AuditFilter(null, null, null, null, null, 0, 500))
                        .content())
                .extracting(AuditEntry::subject)
                .doesNotHaveDuplicates()
                .hasSize(200);
    }
}
