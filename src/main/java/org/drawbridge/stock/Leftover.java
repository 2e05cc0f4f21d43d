package org.drawbridge.stock;

import org.drawbridge.host.HostPath;

/**
 * A file beside those of a package that {@code rpm -V} does not see.
 *
 * @param path where it is
 * @param words what it is, in a sentence
 */
public record Leftover(HostPath path, String words) {}
