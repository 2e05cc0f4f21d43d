package org.drawbridge.browser;

import java.util.List;
import org.springframework.test.context.TestPropertySource;

/** The seed's story on R4.3. */
@TestPropertySource(
        properties = {
            "drawbridge.lab.release=R4.3",
            "drawbridge.lab.step-delay=100ms",
            "drawbridge.bootstrap.admin-password=",
            "drawbridge.bootstrap.token="
        })
class R43StoryBrowserTests extends HardenedStory {

    @Override
    List<Expected> expected() {
        return List.of(
                new Expected("/rw/config/drawbridge/bridge0.nft", "iifname \"bridge0\" ct state new drop"),
                new Expected("/etc/qubes/templates/libvirt/xen/by-name/work.xml", "<interface type=\"bridge\">"),
                new Expected("/rw/config/NM-system-connections/drawbridge-bridge0-port.nmconnection", "[connection]"));
    }
}
