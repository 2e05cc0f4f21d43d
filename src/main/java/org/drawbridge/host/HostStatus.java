package org.drawbridge.host;

import org.jspecify.annotations.Nullable;

/**
 * Whether the host can be reached and which release it is.
 *
 * @param kind {@code lab}, {@code dom0} or {@code qrexec}
 * @param release the release, or null where it is unknown or not supported
 * @param connected whether the host answered just now
 * @param message one sentence for people: what is the case and, where something is missing, what to do
 */
public record HostStatus(String kind, @Nullable Release release, boolean connected, String message) {}
