package org.drawbridge.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.drawbridge.host.HostEvent;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.Test;

class InventoryTimerTests {

    private final InventoryFixture fixture = new InventoryFixture(FakeHost.usual());

    @Test
    void beginSynchronisesWhenTheConsoleIsReady() throws InterruptedException {
        InventoryTimer timer = timer(Duration.ZERO, true);

        timer.begin();

        await().untilAsserted(() -> assertThat(fixture.inventory.all()).hasSize(7));
        timer.destroy();
    }

    @Test
    void beginGoesOnWhenTheHostComesBack() throws InterruptedException {
        fixture.host.reachable(false);
        InventoryTimer timer = timer(Duration.ofMillis(5), true);
        timer.begin();
        await().untilAsserted(
                        () -> assertThat(fixture.inventory.host().message()).contains("does not answer"));

        fixture.host.reachable(true);

        await().untilAsserted(() -> assertThat(fixture.inventory.all()).hasSize(7));
        timer.destroy();
    }

    @Test
    void beginDoesNothingWhenSwitchedOff() throws InterruptedException {
        InventoryTimer timer = timer(Duration.ZERO, false);

        timer.begin();
        timer.destroy();

        assertThat(fixture.inventory.host().checkedAt()).isNull();
    }

    @Test
    void synchroniseSurvivesWhenTheStoreFails() {
        fixture.store.jdbc().sql("drop table inventory_qube").update();

        assertThatCode(timer(Duration.ZERO, false)::synchronise).doesNotThrowAnyException();
    }

    @Test
    void qubeThatWasStartedIsThereWithoutAReadingOfTheOthers() throws InterruptedException {
        InventoryTimer timer = followed();
        int readings = fixture.host.wholeReadings();

        fixture.host.put(FakeQube.named("personal").running(9).report());
        fixture.host.tell(new HostEvent.QubeTouched(QubeName.of("personal")));

        await().atMost(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(state("personal")).isEqualTo("Running"));
        assertThat(fixture.host.wholeReadings()).isEqualTo(readings);
        timer.destroy();
    }

    @Test
    void qubesThatCameAndWentAreFollowed() throws InterruptedException {
        InventoryTimer timer = followed();

        fixture.host.put(FakeQube.named("attic").report()).remove("vault");
        fixture.host.tell(new HostEvent.QubeTouched(QubeName.of("attic")));
        fixture.host.tell(new HostEvent.QubeTouched(QubeName.of("vault")));

        await().untilAsserted(() -> assertThat(fixture.inventory.all())
                .extracting(qube -> qube.name().value())
                .contains("attic")
                .doesNotContain("vault"));
        timer.destroy();
    }

    @Test
    void whatHappenedInAGapIsThereOnceTheHostTellsAgain() throws InterruptedException {
        InventoryTimer timer = followed();
        fixture.host.reachable(false);
        fixture.host.tell(new HostEvent.Lost("The stream broke."));
        await().untilAsserted(
                        () -> assertThat(fixture.inventory.host().connected()).isFalse());
        fixture.host.put(FakeQube.named("attic").report());

        fixture.host.reachable(true);
        fixture.host.tell(new HostEvent.Opened());

        await().untilAsserted(() ->
                assertThat(fixture.inventory.find(QubeName.of("attic"))).isPresent());
        assertThat(fixture.inventory.host().connected()).isTrue();
        assertThat(fixture.events)
                .filteredOn(HostLinkChanged.class::isInstance)
                .extracting(event -> ((HostLinkChanged) event).connected())
                .containsExactly(false, true);
        timer.destroy();
    }

    @Test
    void whatWasToldWhileTheHostCouldNotBeReadIsNotForgotten() throws InterruptedException {
        InventoryTimer timer = followed();
        fixture.host.reachable(false);
        fixture.host.tell(new HostEvent.QubeTouched(QubeName.of("attic")));
        await().untilAsserted(
                        () -> assertThat(fixture.inventory.host().connected()).isFalse());
        fixture.host.put(FakeQube.named("attic").report());

        fixture.host.reachable(true);
        fixture.host.tell(new HostEvent.QubeTouched(QubeName.of("work")));

        await().untilAsserted(() ->
                assertThat(fixture.inventory.find(QubeName.of("attic"))).isPresent());
        timer.destroy();
    }

    @Test
    void hostThatIsFollowedIsAskedAsAWholeOnlyNowAndThen() throws InterruptedException {
        InventoryTimer timer = timer(Duration.ofMillis(2), true);
        timer.begin();
        fixture.host.tell(new HostEvent.Opened());
        fixture.host.links("sys-net", FakeHost.bridge("bridge0"));

        await().untilAsserted(() -> assertThat(fixture.inventory.bridges()).hasSize(1));
        await().untilAsserted(() -> assertThat(fixture.events).hasSizeGreaterThan(100));

        timer.destroy();
        assertThat(fixture.host.wholeReadings()).isLessThan(fixture.events.size() / 3);
    }

    private InventoryTimer followed() {
        InventoryTimer timer = timer(Duration.ZERO, true);
        timer.begin();
        fixture.host.tell(new HostEvent.Opened());
        await().untilAsserted(() -> assertThat(fixture.host.wholeReadings()).isEqualTo(2));
        await().untilAsserted(() -> assertThat(fixture.events).hasSize(2));
        return timer;
    }

    private String state(String qube) {
        return fixture.inventory.find(QubeName.of(qube)).orElseThrow().state();
    }

    private InventoryTimer timer(Duration every, boolean onStart) {
        return new InventoryTimer(fixture.host, fixture.inventory, new InventoryProperties(every, onStart));
    }
}
