package org.drawbridge.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.drawbridge.profile.ProfileEdits.attachments;
import static org.drawbridge.profile.ProfileEdits.name;
import static org.drawbridge.profile.ProfileEdits.replace;
import static org.drawbridge.profile.ProfileEdits.stp;
import static org.drawbridge.profile.ProfileFixture.ANNA;
import static org.drawbridge.profile.ProfileFixture.lab;
import static org.drawbridge.profile.ProfileFixture.office;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.profile.BridgeProfile.Applied;
import org.junit.jupiter.api.Test;

class ProfilesTests {

    private static final Instant UNTIL = Instant.parse("2026-11-24T06:02:00Z");

    private final ProfileFixture fixture = new ProfileFixture();
    private final Profiles profiles = fixture.profiles;

    @Test
    void createStoresAllOfItAndAuditsIt() {
        BridgeProfile created = fixture.create(lab());

        assertThat(profiles.get(created.id())).isEqualTo(created);
        assertThat(ProfileInput.of(created)).isEqualTo(lab());
        assertThat(created.version()).isEqualTo(1);
        assertThat(created.applied()).isEmpty();
        assertThat(fixture.audited).singleElement().satisfies(event -> {
            assertThat(event.action()).isEqualTo("profile.create");
            assertThat(event.subject()).isEqualTo("profile:" + created.id());
            assertThat(event.actor()).isEqualTo(ANNA);
            assertThat(event.detail().get("after")).contains("\"192.168.7.3/24\"");
        });
    }

    @Test
    void createStoresNothingWhenTheInputIsWrong() {
        assertThatExceptionOfType(InvalidProfileException.class).isThrownBy(() -> fixture.create(name(office(), "")));

        assertThat(profiles.all()).isEmpty();
        assertThat(fixture.audited).isEmpty();
    }

    @Test
    void editStoresTheNextVersionAndKeepsTheOneBefore() {
        BridgeProfile created = fixture.create(office());

        BridgeProfile edited =
                fixture.edit(created.id(), 1, attachments(stp(office()), replace("personal"), replace("work")));

        assertThat(profiles.get(created.id())).isEqualTo(edited);
        assertThat(edited.version()).isEqualTo(2);
        assertThat(edited.attachments()).hasSize(2);
        assertThat(profiles.versions(created.id()))
                .extracting(
                        ProfileVersion::version, version -> version.content().stp())
                .containsExactly(tuple(2L, true), tuple(1L, false));
        AuditEvent event = fixture.audited.getLast();
        assertThat(event.detail().get("before")).contains("\"stp\":false");
        assertThat(event.detail().get("after")).contains("\"stp\":true");
    }

    @Test
    void editKeepsTheVersionWhenNothingWasChanged() {
        BridgeProfile created = fixture.create(office());

        assertThat(fixture.edit(created.id(), 1, office())).isEqualTo(created);
        assertThat(fixture.audited).hasSize(1);
    }

    @Test
    void editTellsBothVersionsWhenAnotherOneWasStored() {
        BridgeProfile created = fixture.create(office());
        BridgeProfile theirs = fixture.edit(created.id(), 1, stp(office()));
        ProfileInput mine = name(office(), "my office");

        assertThatExceptionOfType(ProfileConflictException.class)
                .isThrownBy(() -> fixture.edit(created.id(), 1, mine))
                .satisfies(conflict -> {
                    assertThat(conflict.current()).isEqualTo(theirs);
                    assertThat(conflict.sent()).isEqualTo(mine);
                    assertThat(conflict.sentVersion()).isEqualTo(1);
                });
        assertThat(profiles.get(created.id())).isEqualTo(theirs);
    }

    @Test
    void editLetsOnlyOneWinWhenManyComeAtOnce() throws InterruptedException {
        BridgeProfile created = fixture.create(office());

        long won = together(8, number -> () -> fixture.edit(created.id(), 1, name(office(), "office " + number)));

        assertThat(won).isEqualTo(1);
        assertThat(profiles.get(created.id()).version()).isEqualTo(2);
    }

    @Test
    void createLetsOnlyOneHaveACardWhenManyComeAtOnce() throws InterruptedException {
        long won = together(
                8,
                number -> () -> fixture.create(
                        attachments(ProfileEdits.bridge(name(office(), "office " + number), "bridge" + number))));

        assertThat(won).isEqualTo(1);
        assertThat(profiles.all()).hasSize(1);
    }

    @Test
    void deleteIsRefusedWhileTheProfileIsApplied() {
        BridgeProfile created = fixture.create(office());
        mark(created.id(), 5, 1);

        assertThatExceptionOfType(ProfileAppliedException.class)
                .isThrownBy(() -> delete(created.id()))
                .withMessageContaining("Take the bridge away first");
        clear(created.id(), 5);
        delete(created.id());

        assertThat(profiles.find(created.id())).isEmpty();
        assertThat(fixture.audited.getLast().action()).isEqualTo("profile.delete");
        assertThatExceptionOfType(NoSuchProfileException.class).isThrownBy(() -> delete(created.id()));
    }

    @Test
    void markAppliedStaysWhenTheProfileIsEdited() {
        BridgeProfile created = fixture.create(office());
        mark(created.id(), 5, 1);

        BridgeProfile edited = fixture.edit(created.id(), 1, stp(office()));

        assertThat(edited.applied()).contains(new Applied(5, 1, Optional.of(UNTIL)));
        assertThat(profiles.get(created.id())).isEqualTo(edited);
    }

    @Test
    void clearAppliedKeepsTheMarkWhenItIsAnotherJobs() {
        BridgeProfile created = fixture.create(office());
        mark(created.id(), 5, 1);
        mark(created.id(), 6, 1);

        clear(created.id(), 5);

        assertThat(profiles.get(created.id()).applied()).map(Applied::job).contains(6L);
    }

    @Test
    void copyOfLeavesOutWhatOnlyOneCanHave() {
        BridgeProfile created = fixture.create(lab());

        ProfileInput copy = profiles.copyOf(created.id());

        assertThat(copy.name()).isEqualTo("lab 2");
        assertThat(copy.bridge()).isEqualTo("bridge0");
        assertThat(copy.uplink()).isEqualTo(ProfileInput.UplinkInput.NONE);
        assertThat(copy.address().cidr()).isEmpty();
        assertThat(copy.address().gateway()).isEqualTo("192.168.7.1");
        assertThat(copy.hardening()).isEqualTo("seed");
        assertThat(copy.attachments()).isEmpty();
    }

    @Test
    void warningsTellWhatAProfileMeans() {
        BridgeProfile quiet = fixture.create(office());
        BridgeProfile loud = fixture.edit(quiet.id(), 1, ProfileEdits.hardening(attachments(stp(office())), "seed"));

        assertThat(ProfileWarning.of(quiet)).isEmpty();
        assertThat(ProfileWarning.of(loud))
                .extracting(ProfileWarning::field)
                .containsExactly("stp", "hardening", "attachments");
        assertThat(ProfileWarning.of(loud).getFirst().message()).contains("BPDU");
    }

    private void mark(long id, long job, long version) {
        fixture.inTransaction(() -> {
            profiles.markApplied(id, job, version, Optional.of(UNTIL));
            return true;
        });
    }

    private void clear(long id, long job) {
        fixture.inTransaction(() -> {
            profiles.clearApplied(id, job);
            return true;
        });
    }

    private void delete(long id) {
        fixture.inTransaction(() -> {
            profiles.delete(id, ANNA);
            return true;
        });
    }

    /** How many of the calls, made side by side, succeed; the others end with a reason of ours. */
    private static long together(int number, IntFunction<Callable<BridgeProfile>> call) throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(number)) {
            List<Future<BridgeProfile>> results =
                    threads.invokeAll(IntStream.range(0, number).mapToObj(call).toList());
            return results.stream().filter(ProfilesTests::succeeded).count();
        }
    }

    private static boolean succeeded(Future<BridgeProfile> result) {
        try {
            result.get();
            return true;
        } catch (ExecutionException exception) {
            assertThat(exception.getCause())
                    .isInstanceOfAny(ProfileConflictException.class, InvalidProfileException.class);
            return false;
        } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
        }
    }
}
