package org.drawbridge.inventory;

import java.time.Instant;

/** The link to the host was lost, or is there again. */
public record HostLinkChanged(boolean connected, Instant at) {}
