package org.drawbridge.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.inventory.FakeHost;
import org.drawbridge.inventory.FakeQube;
import org.drawbridge.inventory.InventoryFixture;
import org.drawbridge.profile.ProfileInput.AddressInput;
import org.drawbridge.profile.ProfileInput.AttachmentInput;
import org.drawbridge.profile.ProfileInput.UplinkInput;

/** Profiles over a synchronised inventory and a store in memory, with what was audited. */
public final class ProfileFixture {

    public static final Actor ANNA = new Actor("anna", "console", "r1");

    public final FakeHost host = FakeHost.usual();
    public final InventoryFixture inventory = new InventoryFixture(host);
    public final List<AuditEvent> audited = new ArrayList<>();
    public final Profiles profiles;

    @SuppressWarnings("NullAway")
    public ProfileFixture() {
        host.put(FakeQube.named("sys-net-disp").ofClass("DispVM").providing().report());
        inventory.inventory.sync(Actor.SYSTEM);
        profiles = new Profiles(
                new ProfileTable(inventory.store.jdbc(), inventory.store.batches()),
                new ProfileVersionTable(inventory.store.jdbc()),
                inventory.inventory,
                event -> {
                    audited.add(event);
                    return null;
                },
                inventory.clock);
    }

    /** Runs in a transaction, as the annotations have it in the console. */
    public <T> T inTransaction(Supplier<T> work) {
        return inventory.store.transactions().execute(status -> work.get());
    }

    public BridgeProfile create(ProfileInput input) {
        return inTransaction(() -> profiles.create(input, ANNA));
    }

    public BridgeProfile edit(long id, long version, ProfileInput input) {
        return inTransaction(() -> profiles.edit(id, version, input, ANNA));
    }

    /** A profile that is right for {@link FakeHost#usual()}: {@code bridge0} on {@code ens6} in sys-net, with work on it. */
    public static ProfileInput office() {
        return new ProfileInput(
                "office",
                "sys-net",
                "bridge0",
                new UplinkInput("88:ae:1d:ae:30:31", ""),
                AddressInput.DHCP,
                false,
                "hardened",
                List.of(new AttachmentInput("work", "replace", AddressInput.DHCP)));
    }

    /** One that can stand beside it. */
    public static ProfileInput lab() {
        return new ProfileInput(
                "lab",
                "sys-net",
                "br1",
                new UplinkInput("", "ens7"),
                new AddressInput("static", "192.168.7.2/24", "192.168.7.1", List.of("192.168.7.1", "9.9.9.9")),
                false,
                "seed",
                List.of(new AttachmentInput(
                        "personal", "replace", new AddressInput("static", "192.168.7.3/24", "", List.of()))));
    }
}
