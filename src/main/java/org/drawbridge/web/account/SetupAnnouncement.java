package org.drawbridge.web.account;

import org.drawbridge.account.FirstAdministrator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Prints the set-up link once the console listens, until there is someone who can log in. */
@Component
class SetupAnnouncement {

    private static final Logger log = LoggerFactory.getLogger(SetupAnnouncement.class);

    private final FirstAdministrator firstAdministrator;
    private final ServerProperties server;

    SetupAnnouncement(FirstAdministrator firstAdministrator, ServerProperties server) {
        this.firstAdministrator = firstAdministrator;
        this.server = server;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void announce(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() != null) {
            return;
        }
        String scheme = Ssl.isEnabled(server.getSsl()) ? "https" : "http";
        String address = scheme + "://localhost:" + event.getWebServer().getPort();
        firstAdministrator
                .offer(address)
                .ifPresent(link ->
                        log.info("No one can log in yet. Make the first administrator within 30 minutes: {}", link));
    }
}
