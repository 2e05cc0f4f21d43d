package org.drawbridge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where to go once the console listens: by name, since passkeys want a name and not an address. */
@Component
class AddressAnnouncement {

    private static final Logger log = LoggerFactory.getLogger(AddressAnnouncement.class);

    @EventListener
    void announce(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            log.info(
                    "Drawbridge is at http://localhost:{}", event.getWebServer().getPort());
        }
    }
}
