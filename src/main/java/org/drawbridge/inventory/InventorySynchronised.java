package org.drawbridge.inventory;

import java.time.Instant;

/** The inventory was brought up to the host's state and stored. */
public record InventorySynchronised(SyncResult result, Instant at) {}
