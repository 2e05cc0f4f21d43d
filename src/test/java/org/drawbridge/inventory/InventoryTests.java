package org.drawbridge.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Release;
import org.drawbridge.name.InterfaceName;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.Test;

class InventoryTests {

    private final InventoryFixture fixture = new InventoryFixture(FakeHost.usual());
    private final FakeHost host = fixture.host;
    private final Inventory inventory = fixture.inventory;

    @Test
    void syncAddsAllWhenTheStoreIsEmpty() {
        SyncResult result = sync();

        assertThat(result.added()).hasSize(7);
        assertThat(result.changed()).isEmpty();
        assertThat(result.removed()).isEmpty();
        assertThat(inventory.all()).extracting(qube -> qube.name().value()).contains("dom0", "work", "vault");
        assertThat(fixture.events).singleElement().isInstanceOf(InventorySynchronised.class);
    }

    @Test
    void syncTellsNothingWhenNothingChanged() {
        sync();
        fixture.clock.move(Duration.ofMinutes(1));

        assertThat(sync().nothingChanged()).isTrue();
        assertThat(history("work")).hasSize(1);
    }

    @Test
    void syncTellsEachChangeWithBeforeAndAfter() {
        sync();
        host.put(FakeQube.named("work")
                .running(3)
                .template("fedora")
                .netvm("sys-net")
                .ip("10.137.0.10")
                .feature("service.network-manager", "1")
                .report());
        host.remove("vault");

        SyncResult result = sync();

        assertThat(result.changed()).containsExactly(QubeName.of("work"));
        assertThat(result.removed()).containsExactly(QubeName.of("vault"));
        assertThat(history("work").getFirst().details())
                .containsExactly(
                        new QubeChange.Detail("netvm", "sys-firewall", "sys-net"),
                        new QubeChange.Detail("feature service.network-manager", "", "1"));
        assertThat(inventory.detail(QubeName.of("vault"))).isEmpty();
    }

    @Test
    void syncTellsThatADefaultWasSetWhenTheValueIsTheSame() {
        host.put(FakeQube.named("vault")
                .property("mac", "00:16:3e:5e:6c:00", true)
                .report());
        sync();
        host.put(FakeQube.named("vault")
                .property("mac", "00:16:3e:5e:6c:00", false)
                .report());
        sync();

        assertThat(history("vault").getFirst().details())
                .containsExactly(new QubeChange.Detail("mac", "00:16:3e:5e:6c:00 (default)", "00:16:3e:5e:6c:00"));
    }

    @Test
    void syncKeepsTheLastKnownInventoryWhenTheHostIsUnreachable() {
        sync();
        Instant synced = fixture.clock.instant();
        host.reachable(false);
        fixture.clock.move(Duration.ofMinutes(5));

        assertThatThrownBy(this::sync).isInstanceOf(HostException.Unreachable.class);

        HostView view = inventory.host();
        assertThat(view.connected()).isFalse();
        assertThat(view.release()).as("the last known one").isEqualTo(Release.R4_2);
        assertThat(view.qubes()).isEqualTo(7);
        assertThat(view.syncedAt()).isEqualTo(synced);
        assertThat(view.checkedAt()).isEqualTo(synced.plus(Duration.ofMinutes(5)));
        assertThat(view.message()).contains("qubesd does not answer");
    }

    @Test
    void syncIsAuditedWhenAPersonAskedForIt() {
        Actor anna = new Actor("anna", "console", "r1");
        inventory.sync(anna);
        host.reachable(false);
        assertThatThrownBy(() -> inventory.sync(anna)).isInstanceOf(HostException.Unreachable.class);

        assertThat(fixture.audited)
                .extracting(AuditEvent::action, AuditEvent::outcome)
                .containsExactly(
                        tuple("inventory.sync", AuditEvent.Outcome.SUCCESS),
                        tuple("host.link", AuditEvent.Outcome.FAILURE),
                        tuple("inventory.sync", AuditEvent.Outcome.FAILURE));
        assertThat(fixture.audited.getFirst().detail()).containsEntry("added", "7");
    }

    @Test
    void syncByTheTimerIsAuditedWhenItFoundSomethingNew() {
        sync();
        sync();
        host.remove("vault");
        sync();

        assertThat(fixture.audited)
                .extracting(AuditEvent::action, event -> event.detail().get("removed"))
                .containsExactly(tuple("inventory.sync", "0"), tuple("inventory.sync", "1"));
        assertThat(fixture.audited).extracting(AuditEvent::actor).containsOnly(Actor.SYSTEM);
    }

    @Test
    void linkIsAuditedWhenItIsLostAndWhenItComesBack() {
        sync();
        fixture.audited.clear();
        host.reachable(false);
        inventory.check();
        assertThatThrownBy(this::sync).isInstanceOf(HostException.Unreachable.class);
        host.reachable(true);
        sync();

        assertThat(fixture.audited)
                .extracting(AuditEvent::action, AuditEvent::outcome)
                .containsExactly(
                        tuple("host.link", AuditEvent.Outcome.FAILURE), tuple("host.link", AuditEvent.Outcome.SUCCESS));
        assertThat(fixture.audited).extracting(AuditEvent::actor).containsOnly(Actor.SYSTEM);
    }

    @Test
    void hostSaysNothingIsKnownWhenNeverAsked() {
        HostView view = inventory.host();

        assertThat(view.connected()).isFalse();
        assertThat(view.checkedAt()).isNull();
        assertThat(inventory.check().connected()).isTrue();
    }

    @Test
    void netQubesTellNeverSeenFromNone() {
        host.put(FakeQube.named("sys-net-disp").ofClass("DispVM").providing().report());
        sync();

        assertThat(cards("sys-net"))
                .hasValueSatisfying(cards -> assertThat(cards)
                        .extracting(card -> card.name().value(), Card::wireless)
                        .containsExactly(tuple("ens6", false), tuple("ens7", false), tuple("wls1", true)));
        assertThat(cards("sys-firewall")).as("looked and found none").contains(List.of());
        assertThat(cards("sys-net-disp")).as("never looked").isEmpty();
    }

    @Test
    void syncKeepsTheCardsWhenTheNetQubeIsHalted() {
        bridgeWork();
        sync();
        host.put(FakeQube.named("sys-net").template("fedora").providing().report());

        sync();

        assertThat(cards("sys-net"))
                .hasValueSatisfying(cards -> assertThat(cards)
                        .hasSize(3)
                        .allSatisfy(card -> assertThat(card.bridge()).isNull()));
        assertThat(inventory.bridges()).isEmpty();
        assertThat(inventory.find(QubeName.of("work")))
                .hasValueSatisfying(work -> assertThat(work.bridged()).isFalse());
    }

    @Test
    void syncKeepsWhatWasSeenWhenANetQubeDoesNotAnswer() {
        bridgeWork();
        sync();
        host.silence("sys-net");

        assertThat(sync().nothingChanged()).isTrue();
        assertThat(inventory.bridges()).hasSize(1);
    }

    @Test
    void bridgesTellWhoseCardEachPortIs() {
        bridgeWork();
        sync();

        assertThat(inventory.bridges()).singleElement().satisfies(bridge -> {
            assertThat(bridge.netvm()).hasToString("sys-net");
            assertThat(bridge.name()).hasToString("bridge0");
            assertThat(bridge.ports())
                    .extracting(port -> port.name().value(), Bridge.Port::uplink, Bridge.Port::qube)
                    .containsExactly(tuple("ens6", true, null), tuple("vif3.0", false, QubeName.of("work")));
        });
        assertThat(inventory.page(bridged(true)).content())
                .extracting(qube -> qube.name().value(), Qube::bridges)
                .containsExactly(
                        tuple("sys-net", List.of(InterfaceName.of("bridge0"))),
                        tuple("work", List.of(InterfaceName.of("bridge0"))));
    }

    @Test
    void detailTellsTheWayToTheNetAndWhoUsesAQube() {
        sync();

        QubeDetail work = inventory.detail(QubeName.of("work")).orElseThrow();
        QubeDetail firewall = inventory.detail(QubeName.of("sys-firewall")).orElseThrow();
        QubeDetail template = inventory.detail(QubeName.of("fedora")).orElseThrow();

        assertThat(work.way()).containsExactly(QubeName.of("sys-firewall"), QubeName.of("sys-net"));
        assertThat(firewall.networkUsers()).containsExactly(QubeName.of("personal"), QubeName.of("work"));
        assertThat(template.templateUsers()).hasSize(5);
        assertThat(work.properties()).containsKey("netvm");
    }

    @Test
    void pageFiltersSortsAndCounts() {
        sync();

        QubeQuery byIp =
                new QubeQuery("", "AppVM", "sys-firewall", "", Optional.empty(), QubeQuery.Sort.IP, false, 0, 1);
        assertThat(inventory.page(byIp)).satisfies(page -> {
            assertThat(page.total()).isEqualTo(2);
            assertThat(page.pages()).isEqualTo(2);
            assertThat(page.content()).extracting(qube -> qube.name().value()).containsExactly("personal");
        });
        assertThat(names(search("SYS-"))).containsExactly("sys-firewall", "sys-net");
        assertThat(names(search("%"))).as("a sign of SQL is only a sign").isEmpty();
        assertThat(names(search("0.137.0.9"))).containsExactly("personal");
        assertThat(names(new QubeQuery("", "", "-", "Running", Optional.of(false), QubeQuery.Sort.NAME, true, 0, 50)))
                .containsExactly("sys-net", "dom0");
        assertThat(inventory.words(QubeQuery.Sort.CLASS)).containsExactly("AdminVM", "AppVM", "TemplateVM");
    }

    @Test
    void sortPutsThoseWithoutAValueLastWhenEitherWay() {
        sync();

        for (boolean descending : List.of(true, false)) {
            QubeQuery query = new QubeQuery("", "", "", "", Optional.empty(), QubeQuery.Sort.IP, descending, 0, 2);
            assertThat(names(query)).containsExactlyInAnyOrder("personal", "work");
        }
    }

    private SyncResult sync() {
        return inventory.sync(Actor.SYSTEM);
    }

    private void bridgeWork() {
        host.links(
                "sys-net",
                FakeHost.port(FakeHost.card("ens6", "88:ae:1d:ae:30:31"), "bridge0"),
                FakeHost.card("ens7", "88:ae:1d:ae:30:32"),
                FakeHost.wireless(),
                FakeHost.bridge("bridge0"),
                FakeHost.vif(2),
                FakeHost.port(FakeHost.vif(3), "bridge0"));
    }

    private List<QubeChange> history(String name) {
        return inventory.detail(QubeName.of(name)).orElseThrow().history();
    }

    private Optional<List<Card>> cards(String netvm) {
        return inventory.netQubes().stream()
                .filter(netQube -> netQube.qube().name().value().equals(netvm))
                .findFirst()
                .orElseThrow()
                .uplinks();
    }

    private List<String> names(QubeQuery query) {
        return inventory.page(query).content().stream()
                .map(qube -> qube.name().value())
                .toList();
    }

    private static QubeQuery search(String text) {
        return new QubeQuery(text, "", "", "", Optional.empty(), QubeQuery.Sort.NAME, false, 0, 50);
    }

    private static QubeQuery bridged(boolean bridged) {
        return new QubeQuery("", "", "", "", Optional.of(bridged), QubeQuery.Sort.NAME, false, 0, 50);
    }
}
