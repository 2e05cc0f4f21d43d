package org.drawbridge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditVerification.Checkpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AuditTrailTests {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final AuditDatabase database = AuditDatabase.inMemory();

    @TempDir
    Path folder;

    @BeforeEach
    void write() {
        append(0, "anne", "profile.create", "profile:1");
        append(1, "anne", "plan.create", "plan:1");
        append(2, "bert", "planning", "profile_1");
        append(3, "=cmd|' /C calc'!A0", "profile.update", "profile:12");
        append(4, "system", "job.step", "profile:1");
    }

    @Test
    void searchGivesTheNewestFirst() {
        AuditPage page = database.trail.search(new AuditFilter(null, null, null, null, null, 1, 2));

        assertThat(page.content()).extracting(AuditEntry::seq).containsExactly(3L, 2L);
        assertThat(page.total()).isEqualTo(5);
    }

    @Test
    void searchKeepsToTheFilter() {
        assertThat(found("anne", null, null)).containsExactly(2L, 1L);
        assertThat(found(null, "plan", null)).containsExactly(2L);
        assertThat(found(null, "profile.update", null)).containsExactly(4L);
        assertThat(found(null, null, "profile:1")).containsExactly(5L, 1L);
        assertThat(found(null, null, "profile")).containsExactly(5L, 4L, 1L);
        assertThat(found(null, null, "profil%")).isEmpty();
        assertThat(found("anne", "plan", "profile")).isEmpty();
        assertThat(found(" ", "", "")).hasSize(5);
    }

    @Test
    void searchTakesSinceAndLeavesUntilOut() {
        AuditFilter filter = new AuditFilter(
                null, null, null, NOON.plus(Duration.ofMinutes(1)), NOON.plus(Duration.ofMinutes(3)), 0, 50);

        assertThat(database.trail.search(filter).content())
                .extracting(AuditEntry::seq)
                .containsExactly(3L, 2L);
    }

    @Test
    void actionsAreListedOnce() {
        assertThat(database.trail.actions())
                .containsExactly("job.step", "plan.create", "planning", "profile.create", "profile.update");
    }

    @Test
    void verificationNamesTheLastEntryWhenAllHold() {
        AuditVerification verification = database.trail.verify();

        assertThat(verification.ok()).isTrue();
        assertThat(verification.entries()).isEqualTo(5);
        assertThat(verification.firstBad()).isNull();
        assertThat(verification.checkpoint())
                .isEqualTo(
                        new Checkpoint(5, database.trail.entry(5).orElseThrow().hash()));
    }

    @Test
    void emptyLogHolds() {
        assertThat(AuditDatabase.inMemory().trail.verify()).isEqualTo(new AuditVerification(0, true, null, null, null));
    }

    static Stream<String> changes() {
        return Stream.of(
                "at = timestamp with time zone '2026-11-24 12:00:00.001+00'",
                "actor = 'eve'",
                "via = 'cli'",
                "action = 'x.y'",
                "subject = 'profile:99'",
                "outcome = 'denied'",
                "detail = '{\"note\":\"other\"}'",
                "detail = '{ }'",
                "detail = 'garbled'",
                "previous = repeat('1', 64)",
                "hash = repeat('2', 64)");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void anyChangedFieldIsFoundInEachEntry(String change) {
        for (long seq = 1; seq <= 5; seq++) {
            AuditDatabase tampered = AuditDatabase.inMemory();
            AuditLog log = tampered.log(Clock.fixed(NOON, ZoneOffset.UTC));
            for (int n = 0; n < 5; n++) {
                log.append(AuditEvent.of(Actor.SYSTEM, "a.b", "c:" + n, Outcome.SUCCESS));
            }
            tampered.jdbc
                    .sql("update audit_entry set " + change + " where seq = :seq")
                    .param("seq", seq)
                    .update();

            assertThat(tampered.trail.verify().firstBad())
                    .as("%s in entry %d", change, seq)
                    .isEqualTo(seq);
            assertThat(tampered.trail.search(AuditFilter.about("", 50)).content())
                    .hasSize(5);
        }
    }

    @Test
    void removedEntryIsFoundWhereverItStood() {
        for (long seq = 1; seq <= 5; seq++) {
            AuditDatabase tampered = AuditDatabase.inMemory();
            AuditLog log = tampered.log(Clock.fixed(NOON, ZoneOffset.UTC));
            for (int n = 0; n < 5; n++) {
                log.append(AuditEvent.of(Actor.SYSTEM, "a.b", "c:" + n, Outcome.SUCCESS));
            }
            tampered.jdbc
                    .sql("delete from audit_entry where seq = :seq")
                    .param("seq", seq)
                    .update();

            AuditVerification verification = tampered.trail.verify();
            assertThat(verification.firstBad()).isEqualTo(seq);
            assertThat(verification.entries()).isEqualTo(4);
        }
    }

    @Test
    void addedSwappedAndRenumberedEntriesAreFound() {
        database.jdbc.sql("update audit_entry set seq = 9 where seq = 5").update();
        assertThat(database.trail.verify().firstBad()).isEqualTo(5);
        database.jdbc.sql("update audit_entry set seq = 5 where seq = 9").update();
        assertThat(database.trail.verify().ok()).isTrue();

        database.jdbc
                .sql("update audit_entry set seq = case seq when 2 then 30 else 2 end where seq in (2, 3)")
                .update();
        database.jdbc.sql("update audit_entry set seq = 3 where seq = 30").update();
        assertThat(database.trail.verify().firstBad()).isEqualTo(2);
    }

    @Test
    void endIsComparedWithTheNoteOfTheLastEntry() {
        database.jdbc.sql("update audit_head set seq = 3").update();
        assertThat(database.trail.verify().firstBad()).isEqualTo(4);
        database.jdbc
                .sql("update audit_head set seq = 5, hash = repeat('3', 64)")
                .update();
        assertThat(database.trail.verify().firstBad()).isEqualTo(5);
        database.jdbc.sql("delete from audit_head").update();
        assertThat(database.trail.verify().ok()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(AuditFormat.class)
    void exportIsVerifiedOffline(AuditFormat format) throws IOException {
        Path file = Files.writeString(folder.resolve("export"), export(format));

        assertThat(OfflineAudit.verifyFile(file, null)).isEqualTo(database.trail.verify());
    }

    @ParameterizedTest
    @EnumSource(AuditFormat.class)
    void exportOfMoreThanAFewEntriesIsWhole(AuditFormat format) throws IOException {
        for (int n = 0; n < AuditRows.A_FEW + 1; n++) {
            append(9, "anne", "a.b", "c:" + n);
        }
        Path file = Files.writeString(folder.resolve("export"), export(format));

        assertThat(OfflineAudit.verifyFile(file, null).entries()).isEqualTo(AuditRows.A_FEW + 6);
        assertThat(OfflineAudit.verifyFile(file, null).ok()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(AuditFormat.class)
    void everyChangedLineOfAnExportIsFound(AuditFormat format) throws IOException {
        List<String> lines = export(format).lines().toList();
        int head = format == AuditFormat.CSV ? 1 : 0;
        for (int at = head; at < lines.size(); at++) {
            long seq = at - head + 1L;
            List<String> changed = new ArrayList<>(lines);
            changed.set(at, lines.get(at).replace("2026-11-24", "2026-11-25"));
            assertThat(offline(changed, format)).isEqualTo(seq);
            changed.set(at, "\"nonsense\"");
            assertThat(offline(changed, format)).isEqualTo(seq);
            changed.set(at, "nonsense");
            assertThat(offline(changed, format)).isEqualTo(seq);
            if (at < lines.size() - 1) {
                changed.set(at, lines.get(at + 1));
                changed.set(at + 1, lines.get(at));
                assertThat(offline(changed, format)).isEqualTo(seq);
                changed.remove(at);
                changed.remove(at);
                changed.add(at, lines.get(at + 1));
                assertThat(offline(changed, format)).isEqualTo(seq);
            }
        }
    }

    @Test
    void cutOffEndIsFoundWithAPlaceThatWasNotedDown() throws IOException {
        Checkpoint known = database.trail.verify().checkpoint();
        List<String> lines = export(AuditFormat.JSONL).lines().toList();
        Path file = Files.write(folder.resolve("cut"), lines.subList(0, 3));

        assertThat(OfflineAudit.verifyFile(file, null).ok()).isTrue();
        assertThat(OfflineAudit.verifyFile(file, known).firstBad()).isEqualTo(4);
        assertThat(OfflineAudit.verifyFile(file, new Checkpoint(2, "4".repeat(64)))
                        .firstBad())
                .isEqualTo(2);
    }

    @Test
    void csvHoldsNoCellThatASpreadsheetWouldRun() throws IOException {
        append(5, "@SUM(1)", "-1+1", "\tx");
        append(6, "'quoted", "+1", "say \"so\"");
        String csv = export(AuditFormat.CSV);

        assertThat(csv)
                .contains("\"'=cmd|' /C calc'!A0\"", "\"'@SUM(1)\"", "\"'-1+1\"", "\"''quoted\"", "\"say \"\"so\"\"\"")
                .doesNotContainPattern("(^|,|\")[=+@\\-]");
        assertThat(OfflineAudit.verifyFile(Files.writeString(folder.resolve("csv"), csv), null)
                        .ok())
                .isTrue();
    }

    @Test
    void databaseIsVerifiedOffline() {
        AuditDatabase inFile = AuditDatabase.in(folder);
        OfflineAudit.log(inFile.source, Clock.fixed(NOON, ZoneOffset.UTC))
                .append(AuditEvent.of(Actor.SYSTEM, "a.b", "c:d", Outcome.SUCCESS));

        assertThat(OfflineAudit.verifyDatabase(inFile.source, null).ok()).isTrue();
        assertThat(OfflineAudit.verifyDatabase(inFile.source, new Checkpoint(2, "5".repeat(64)))
                        .firstBad())
                .isEqualTo(2);
        inFile.jdbc.sql("update audit_entry set actor = 'eve'").update();
        assertThat(OfflineAudit.verifyDatabase(inFile.source, null).firstBad()).isEqualTo(1);
    }

    private void append(int minute, String actor, String action, String subject) {
        database.log(Clock.fixed(NOON.plus(Duration.ofMinutes(minute)), ZoneOffset.UTC))
                .append(AuditEvent.of(new Actor(actor, "console", "r"), action, subject, Outcome.SUCCESS)
                        .with("after", "line\r\nnext, \"quoted\""));
    }

    private List<Long> found(@Nullable String actor, @Nullable String action, @Nullable String subject) {
        return database.trail.search(new AuditFilter(actor, action, subject, null, null, 0, 50)).content().stream()
                .map(AuditEntry::seq)
                .toList();
    }

    private String export(AuditFormat format) throws IOException {
        StringWriter out = new StringWriter();
        database.trail.export(format, out);
        return out.toString();
    }

    private @Nullable Long offline(List<String> lines, AuditFormat format) throws IOException {
        String end = format == AuditFormat.CSV ? "\r\n" : "\n";
        Path file = Files.writeString(folder.resolve("changed"), String.join(end, lines) + end);
        return OfflineAudit.verifyFile(file, null).firstBad();
    }
}
