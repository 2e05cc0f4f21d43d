package org.drawbridge.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
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

    private static final String UNFIT = """
            --- a/qubes.py
            +++ b/qubes.py
            @@ -1,3 +1,3 @@
             # A version of the file that this host never had.
            -import nothing
            +import something
             # Its third line.
            """;

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
        uploadOwn(person);
        look.at("patches");
    }

    /** The person's own patches take the place of the samples: first one that does not fit, then the right ones. */
    private static void uploadOwn(Person person) {
        person.upload(
                "The three diffs, or a zip, tar or tar.gz archive of them", Map.of("qubes.py-bridge.diff", UNFIT));
        person.press("Upload");
        person.sees("qubes.py-bridge.diff does not fit");
        Map<String, String> own = new TreeMap<>();
        for (String name :
                List.of("qubes.py-bridge.diff", "settings.py-bridge.diff", "ui_settingsdlg.py-bridge.diff")) {
            own.put(name, sample(name));
        }
        person.upload("The three diffs, or a zip, tar or tar.gz archive of them", own);
        person.press("Upload");
        person.sees("qubes.py-bridge.diff fits");
        person.seesNot("sample for the lab");
    }

    private static String sample(String name) {
        try (InputStream stream = R2B2StoryBrowserTests.class.getResourceAsStream("/lab/samples/" + name)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
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
