package org.drawbridge.host.qrexec;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the console in a management qube reaches dom0.
 *
 * @param client the program that calls qrexec services
 */
@ConfigurationProperties("drawbridge.qrexec")
record QrexecProperties(@DefaultValue("qrexec-client-vm") String client) {}
