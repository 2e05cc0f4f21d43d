package org.drawbridge.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
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

    private InventoryTimer timer(Duration every, boolean onStart) {
        return new InventoryTimer(fixture.inventory, new InventoryProperties(every, onStart));
    }
}
