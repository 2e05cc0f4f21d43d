package org.drawbridge.host;

/** Hears what happens on a host, one call after the other. */
@FunctionalInterface
public interface HostListener {

    void heard(HostEvent event);
}
