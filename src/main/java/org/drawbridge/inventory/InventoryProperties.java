package org.drawbridge.inventory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When the inventory is synchronised by itself.
 *
 * @param syncEvery the pause between two synchronisations; zero for none by a timer
 * @param syncOnStart whether the first one follows the start at once, and the others what the host tells
 */
@ConfigurationProperties("drawbridge.inventory")
record InventoryProperties(
        @DefaultValue("PT1M") Duration syncEvery,
        @DefaultValue("true") boolean syncOnStart) {

    InventoryProperties {
        if (syncEvery.isNegative()) {
            throw new IllegalArgumentException(
                    "drawbridge.inventory.sync-every is " + syncEvery + ": it must not be negative; 0 is never.");
        }
    }
}
