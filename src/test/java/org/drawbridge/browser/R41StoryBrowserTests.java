package org.drawbridge.browser;

import java.util.List;
import org.springframework.test.context.TestPropertySource;

/** The seed's story on R4.1. */
@TestPropertySource(
        properties = {
            "drawbridge.lab.release=R4.1",
            "drawbridge.lab.step-delay=100ms",
            "drawbridge.bootstrap.admin-password=",
            "drawbridge.bootstrap.token="
        })
class R41StoryBrowserTests extends HardenedStory {

    @Override
    List<Expected> expected() {
        return List.of(
                new Expected(
                        "/rw/config/drawbridge/bridge0.rules",
                        "-A FORWARD -i bridge0 -m physdev --physdev-is-bridged -j ACCEPT"),
                new Expected("/etc/qubes/templates/libvirt/devices/net.xml", "<interface type=\"bridge\">"),
                new Expected("/rw/config/NM-system-connections/drawbridge-bridge0-port.nmconnection", "[connection]"));
    }
}
