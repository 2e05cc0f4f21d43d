package org.drawbridge;

import java.net.InetAddress;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.stereotype.Component;

/** Lets the console listen to other machines only when what they say is encrypted. */
@Component
class ListenAddressCheck implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> {

    private final ServerProperties server;

    ListenAddressCheck(ServerProperties server) {
        this.server = server;
    }

    @Override
    public void customize(ConfigurableServletWebServerFactory factory) {
        InetAddress address = server.getAddress();
        boolean thisMachineOnly = address != null && address.isLoopbackAddress();
        if (!thisMachineOnly && !Ssl.isEnabled(server.getSsl())) {
            throw new ListenAddressException(address == null ? "every address" : address.getHostAddress());
        }
    }
}
