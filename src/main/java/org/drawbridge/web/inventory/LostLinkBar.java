package org.drawbridge.web.inventory;

import java.util.Optional;
import org.drawbridge.inventory.HostView;
import org.drawbridge.inventory.Inventory;
import org.drawbridge.web.Bar;
import org.drawbridge.web.BarSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Says above every page that the host does not answer, so that nobody takes an old inventory for a new one. */
@Component
@Order(30)
class LostLinkBar implements BarSource {

    private final Inventory inventory;

    LostLinkBar(Inventory inventory) {
        this.inventory = inventory;
    }

    @Override
    public Optional<Bar> bar() {
        HostView host = inventory.host();
        if (host.connected() || host.checkedAt() == null) {
            return Optional.empty();
        }
        return Optional.of(new Bar.LostLink(host.message() + " What is shown is what was known before.", "/qubes"));
    }
}
