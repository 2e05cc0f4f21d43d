package org.drawbridge.web.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.drawbridge.audit.Actor;
import org.drawbridge.inventory.FakeHost;
import org.drawbridge.inventory.FakeQube;
import org.drawbridge.inventory.Inventory;
import org.drawbridge.inventory.InventoryFixture;
import org.drawbridge.web.overview.Topology.Box;
import org.junit.jupiter.api.Test;

class TopologyLayoutTests {

    private final FakeHost host = FakeHost.usual();

    @Test
    void drawShowsCardsNetQubesAndWhoHangsOnThem() {
        Topology topology = draw();

        assertThat(names(topology))
                .containsExactlyInAnyOrder("ens6", "ens7", "wls1", "sys-net", "sys-firewall", "work", "personal");
        assertThat(topology.lines()).hasSize(6).noneMatch(Topology.Line::bridged);
        assertThat(topology.words())
                .contains("personal, work get network from sys-firewall.", "wls1 is a wireless card of sys-net.");
        assertThat(box(topology, "ens6").x())
                .isLessThan(box(topology, "sys-net").x());
        assertThat(box(topology, "sys-net").x())
                .isLessThan(box(topology, "sys-firewall").x());
        assertThat(box(topology, "work")).satisfies(work -> {
            assertThat(work.on()).isTrue();
            assertThat(work.label()).isEqualTo("blue");
            assertThat(work.href()).isEqualTo("/qubes/work");
        });
        assertNothingOverlaps(topology);
    }

    @Test
    void drawHangsAQubeOnItsBridgeWhenItsCardIsInOne() {
        host.links(
                "sys-net",
                FakeHost.port(FakeHost.card("ens6", "88:ae:1d:ae:30:31"), "bridge0"),
                FakeHost.card("ens7", "88:ae:1d:ae:30:32"),
                FakeHost.bridge("bridge0"),
                FakeHost.port(FakeHost.vif(3), "bridge0"));

        Topology topology = draw();

        assertThat(topology.lines())
                .filteredOn(Topology.Line::bridged)
                .as("card, net qube, work")
                .hasSize(3);
        assertThat(topology.words())
                .contains(
                        "personal gets network from sys-firewall.",
                        "bridge0 in sys-net is a bridge with work on it.",
                        "ens6 is a wired card of sys-net and a port of bridge0.");
        assertNothingOverlaps(topology);
    }

    @Test
    void drawCutsTheCrowdWhenThereAreAThousandQubes() {
        for (int number = 0; number < 1000; number++) {
            host.put(FakeQube.named(String.format("load-%04d", number))
                    .netvm("sys-firewall")
                    .report());
        }

        Topology topology = draw();

        assertThat(topology.boxes()).hasSizeLessThan(20);
        assertThat(names(topology)).contains("and 994 more");
        assertThat(topology.height()).isLessThan(800);
        assertNothingOverlaps(topology);
    }

    @Test
    void drawShortensANameWhenItDoesNotFit() {
        host.put(FakeQube.named("a-very-long-name-of-a-qube-here")
                .netvm("sys-net")
                .report());

        Box box = box(draw(), "a-very-long-name…");

        assertThat(box.title()).contains("a-very-long-name-of-a-qube-here");
    }

    @Test
    void drawEndsWhenTheNetworkIsACircle() {
        host.put(FakeQube.named("sys-net").netvm("sys-firewall").providing().report());

        assertThat(draw().boxes()).isEmpty();
    }

    private Topology draw() {
        Inventory inventory = new InventoryFixture(host).inventory;
        inventory.sync(Actor.SYSTEM);
        return TopologyLayout.draw(inventory.all(), inventory.netQubes(), inventory.bridges());
    }

    private static Set<String> names(Topology topology) {
        return topology.boxes().stream().map(Box::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Box box(Topology topology, String name) {
        return topology.boxes().stream()
                .filter(box -> box.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertNothingOverlaps(Topology topology) {
        List<Box> boxes = topology.boxes();
        for (Box one : boxes) {
            assertThat(one.x() + one.width()).isLessThanOrEqualTo(topology.width());
            assertThat(one.y() + one.height()).isLessThanOrEqualTo(topology.height());
            for (Box other : boxes) {
                boolean apart = one.equals(other)
                        || Math.abs(one.x() - other.x()) >= one.width()
                        || Math.abs(one.y() - other.y()) >= one.height();
                assertThat(apart).as("%s and %s", one.title(), other.title()).isTrue();
            }
        }
    }
}
