package org.drawbridge.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.drawbridge.MovedClock;
import org.drawbridge.TestStore;
import org.drawbridge.audit.AuditEvent;

/** An inventory over a host of the test's and a store in memory. */
public final class InventoryFixture {

    public final TestStore store = new TestStore();
    public final MovedClock clock = new MovedClock();
    public final FakeHost host;
    public final List<Object> events = new CopyOnWriteArrayList<>();
    public final List<AuditEvent> audited = new ArrayList<>();
    public final Inventory inventory;

    public InventoryFixture(FakeHost host) {
        this.host = host;
        QubeTable qubes = new QubeTable(store.jdbc(), store.batches());
        HistoryTable histories = new HistoryTable(store.jdbc(), store.batches());
        HostTable hosts = new HostTable(store.jdbc());
        Synchronisation synchronisation = new Synchronisation(
                new HostReader(host),
                qubes,
                histories,
                hosts,
                store.transactions(),
                events::add,
                event -> {
                    audited.add(event);
                    return null;
                },
                clock);
        inventory = new Inventory(qubes, histories, hosts, synchronisation);
    }
}
