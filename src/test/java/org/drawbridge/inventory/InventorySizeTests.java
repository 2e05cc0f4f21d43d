package org.drawbridge.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.audit.Actor;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thousand qubes with full property sets stay quick; the limits are far above what is usual, for slow machines. */
class InventorySizeTests {

    private static final int QUBES = 1000;

    private final InventoryFixture fixture = new InventoryFixture(FakeHost.usual());

    @BeforeEach
    void fill() {
        for (int number = 1; number <= QUBES; number++) {
            FakeQube qube = FakeQube.named(String.format("load-%04d", number))
                    .netvm("sys-firewall")
                    .ip("10.137." + number / 250 + "." + (number % 250 + 1));
            for (int property = 0; property < 40; property++) {
                qube.property("property_" + property, "a value of some length", property % 3 != 0);
            }
            fixture.host.put(qube.report());
        }
        fixture.inventory.sync(Actor.SYSTEM);
    }

    @Test
    void pageIsQuickWhenThereAreAThousandQubes() {
        QubeQuery query = new QubeQuery(
                "load-", "AppVM", "sys-firewall", "Halted", Optional.of(false), QubeQuery.Sort.IP, true, 19, 50);
        assertThat(fixture.inventory.page(query).total()).isEqualTo(QUBES);

        assertThat(fastestOf(10, () -> fixture.inventory.page(query)))
                .as("the fastest of ten")
                .isLessThan(Duration.ofMillis(100));
        assertThat(fixture.inventory.page(query).content()).hasSize(50);
    }

    @Test
    void detailIsQuickWhenThereAreAThousandQubes() {
        QubeName name = QubeName.of("sys-firewall");
        assertThat(fastestOf(10, () -> fixture.inventory.detail(name)))
                .as("the fastest of ten")
                .isLessThan(Duration.ofMillis(100));
        assertThat(fixture.inventory.detail(name))
                .hasValueSatisfying(detail -> assertThat(detail.networkUsers()).hasSize(QUBES + 2));
    }

    @Test
    void syncIsQuickWhenNothingChanged() {
        assertThat(fastestOf(5, () -> fixture.inventory.sync(Actor.SYSTEM)))
                .as("the fastest of five")
                .isLessThan(Duration.ofSeconds(1));
    }

    private static Duration fastestOf(int times, Runnable work) {
        List<Long> nanos = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            long begun = System.nanoTime();
            work.run();
            nanos.add(System.nanoTime() - begun);
        }
        return Duration.ofNanos(nanos.stream().mapToLong(Long::longValue).min().orElseThrow());
    }
}
