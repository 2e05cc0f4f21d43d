package org.drawbridge.browser;

import java.util.List;
import java.util.Set;
import org.springframework.test.context.TestPropertySource;

/** The seed's story on the release that it was written for, with its own rules and its three patches. */
@TestPropertySource(
        properties = {
            "drawbridge.lab.release=R2B2",
            "drawbridge.lab.step-delay=100ms",
            "drawbridge.bootstrap.admin-password=",
            "drawbridge.bootstrap.token="
        })
class R2B2StoryBrowserTests extends SeedStory {

    private static final Set<String> LOOKED_AT =
            Set.of("patches", "plan", "plan-side-by-side", "job-waiting", "bridge-applied");

    @Override
    String netQube() {
        return "netvm";
    }

    @Override
    String rules() {
        return "The seed’s own";
    }

    @Override
    boolean isLookedAt(String page) {
        return LOOKED_AT.contains(page);
    }

    @Override
    void lookAtMore(Person person, Look look) {
        person.goTo("Patches");
        person.sees("sample for the lab");
        look.at("patches");
    }

    @Override
    List<Expected> expected() {
        return List.of(
                new Expected("qubes.py", "bridge"),
                new Expected("/etc/sysconfig/iptables", "-A FORWARD -i bridge+ -j ACCEPT"),
                new Expected(
                        "/etc/sysconfig/iptables", "-m iprange --src-range 10.137.1.0-10.137.2.255 -j MASQUERADE"));
    }
}
