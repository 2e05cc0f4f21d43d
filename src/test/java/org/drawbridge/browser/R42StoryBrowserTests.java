package org.drawbridge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.name.QubeName;
import org.springframework.test.context.TestPropertySource;

/** The seed's story on R4.2, with a look at every page. */
@TestPropertySource(
        properties = {
            "drawbridge.lab.release=R4.2",
            "drawbridge.lab.step-delay=100ms",
            "drawbridge.bootstrap.admin-password=",
            "drawbridge.bootstrap.token="
        })
class R42StoryBrowserTests extends HardenedStory {

    @Override
    boolean isLookedAt(String page) {
        return true;
    }

    @Override
    List<Expected> expected() {
        return List.of(
                new Expected("/rw/config/drawbridge/bridge0.nft", "iifname \"bridge0\" ct state new drop"),
                new Expected("/etc/qubes/templates/libvirt/devices/net.xml", "<interface type=\"bridge\">"),
                new Expected("/rw/config/NM-system-connections/drawbridge-bridge0-port.nmconnection", "[connection]"));
    }

    @Override
    void lookAtDrift(Person person, Look look, Lab host) {
        Place net = Place.in(QubeName.of(netQube()));
        HostPath rules = HostPath.of("/rw/config/drawbridge/bridge0.nft");
        FileImage ours = host.read(net, rules).orElseThrow();
        String edited = new String(ours.content(), StandardCharsets.UTF_8).replace(" drop", " accept");
        host.write(
                net,
                rules,
                ours.withContent(edited.getBytes(StandardCharsets.UTF_8)),
                org.drawbridge.host.Expected.ANY);
        host.setFeature(QubeName.of("personal"), "drawbridge-bridge", "bridge0");
        person.press("Synchronise now");
        person.sees("Not as it was applied");
        assertThat(person.page().locator("#bar")).containsText("and 1 more are not as they were applied.");
        look.at("overview-drift");
        person.follow("See all 2 and decide");
        person.sees("No plan put personal on bridge0");
        look.at("drift");
        host.removeFeature(QubeName.of("personal"), "drawbridge-bridge");
        host.write(net, rules, ours, org.drawbridge.host.Expected.ANY);
        person.press("Look again");
        person.sees("The host is as it was applied");
    }
}
