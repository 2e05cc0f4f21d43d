package org.drawbridge.web.inventory;

import org.drawbridge.inventory.HostView;
import org.drawbridge.inventory.Inventory;
import org.drawbridge.web.HostFoot;
import org.drawbridge.web.HostFootSource;
import org.springframework.stereotype.Component;

/** Says at the foot of every page which host this is, whether it answers, and how old the inventory is. */
@Component
class InventoryFoot implements HostFootSource {

    private final Inventory inventory;

    InventoryFoot(Inventory inventory) {
        this.inventory = inventory;
    }

    @Override
    public HostFoot hostFoot() {
        HostView host = inventory.host();
        return new HostFoot(host.lab() ? "lab" : "dom0", host.releaseText(), link(host), host.syncedAt(), host.lab());
    }

    private static HostFoot.Link link(HostView host) {
        if (host.checkedAt() == null) {
            return HostFoot.Link.UNKNOWN;
        }
        return host.connected() ? HostFoot.Link.CONNECTED : HostFoot.Link.LOST;
    }
}
