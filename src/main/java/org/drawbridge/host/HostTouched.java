package org.drawbridge.host;

/** This console did something to the host, so that what was read of it before is old. */
public record HostTouched() {}
