package org.drawbridge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.drawbridge.Console;
import org.drawbridge.ConsoleTest;
import org.drawbridge.MovedClock;
import org.drawbridge.host.Expected;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.lab.Lab;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The seed page's worst case: the patches are in, a file of Qubes Manager is broken, and one click brings the stock packages back. */
@ConsoleTest
@TestPropertySource(properties = {"drawbridge.lab.release=R2B2", "drawbridge.lab.step-delay=5ms"})
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestoreStoryBrowserTests {

    private static final HostPath SITE = HostPath.of("/usr/lib64/python2.7/site-packages");

    private static final List<HostPath> PATCHED = List.of(
            SITE.resolve("qubes/qubes.py"),
            SITE.resolve("qubesmanager/settings.py"),
            SITE.resolve("qubesmanager/ui_settingsdlg.py"));

    private static final String PROFILE = """
            {"name": "office", "netvm": "netvm", "bridge": "bridge0", "uplink": {"mac": "88:ae:1d:ae:30:31"},
             "hardening": "seed", "attachments": [{"qube": "work", "mode": "replace"}]}
            """;

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    private Console console;

    @Autowired
    private Lab lab;

    @Autowired
    private MovedClock clock;

    private Chromium chromium;
    private Person anna;
    private Look look;

    @BeforeAll
    void sitDown() {
        chromium = Chromium.start();
        anna = Person.at(chromium.browser(), console.address(), clock.instant());
        look = new Look(anna, "R2B2-packages", page -> true);
    }

    @AfterAll
    void leave() {
        anna.close();
        chromium.close();
    }

    @Test
    void packagesWhenAPatchedFileIsBrokenAreStockAgainAfterOneClick() {
        List<FileImage> stock = images();
        anna.logIn("admin", Console.PASSWORD);
        anna.seesTitle("Overview");
        anna.goTo("Packages");
        anna.sees("every file is as the package has it");
        look.at("packages-stock");
        long profile = patch();
        breakAFile();

        anna.goTo("Packages");
        anna.sees("2 files differ");
        anna.sees("Just what the bridge “office” made of it.");
        anna.sees("The bridge “office” changed it, and another hand changed it since.");
        anna.sees("signature good");
        look.at("packages-modified");
        anna.press("Review restoring all");
        anna.seesTitle("Restore stock packages");
        anna.sees("It needs no network.");
        anna.sees("import nothing_that_is_there");
        look.at("packages-review");
        anna.press("Restore 2 packages");
        anna.seesTitle(Pattern.compile("Job [0-9]+"));
        anna.sees("The packages are stock again");
        assertThat(anna.page().locator(".step[data-state=done]"))
                .hasCount(anna.page().locator(".step").count());
        look.at("packages-job");

        assertThat(images()).isEqualTo(stock);
        anna.goTo("Packages");
        anna.sees("every file is as the package has it");
        anna.open("/bridges/" + profile);
        anna.sees("applied no more");
        anna.sees("/etc/sysconfig/iptables");
        look.at("packages-bridge");
        readTheLog();
    }

    private long patch() {
        long profile = JSON.readTree(
                        console.call("POST", "/api/v1/profiles", PROFILE).body())
                .get("id")
                .asLong();
        anna.open("/bridges/" + profile);
        anna.press("Review changes");
        anna.sees("keep a copy of qubes-manager-2.1.1-1.fc18");
        for (Locator known : anna.page().getByLabel("I know").all()) {
            known.check();
        }
        anna.press(anna.page().locator("button[form=apply]").textContent());
        anna.sees("waits for you");
        anna.press("Keep");
        anna.sees("The change was kept.");
        return profile;
    }

    private void breakAFile() {
        FileImage image = lab.read(Place.DOM0, PATCHED.get(1)).orElseThrow();
        String broken = new String(image.content(), UTF_8)
                .replace("from ui_settingsdlg", "import nothing_that_is_there\nfrom ui_settingsdlg");
        lab.write(Place.DOM0, PATCHED.get(1), image.withContent(broken.getBytes(UTF_8)), Expected.ANY);
    }

    private List<FileImage> images() {
        return PATCHED.stream()
                .map(path -> lab.read(Place.DOM0, path).orElseThrow())
                .toList();
    }

    private void readTheLog() {
        anna.goTo("Audit");
        anna.choose("What", "packages.restore");
        anna.press("Show");
        anna.page().locator(".row-link").first().click();
        anna.sees("qubes-core-dom0, qubes-manager");
        for (String action : List.of("packages.review", "job.start", "job.step", "job.steps", "profile.unsettle")) {
            JsonNode entries = JSON.readTree(
                    console.call("GET", "/api/v1/audit?action=" + action, "").body());
            assertThat(entries.get("content")).as(action).isNotEmpty();
        }
        assertThat(console.call("GET", "/api/v1/audit/verify", "").body()).contains("\"ok\":true");
    }
}
