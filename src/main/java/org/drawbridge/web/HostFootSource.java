package org.drawbridge.web;

/** Knows what the foot of the rail says about the host; asked once a page. */
public interface HostFootSource {

    HostFoot hostFoot();
}
