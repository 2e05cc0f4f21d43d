package org.drawbridge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import org.drawbridge.Console;
import org.drawbridge.ConsoleTest;
import org.drawbridge.MovedClock;
import org.drawbridge.account.Role;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.Release;
import org.drawbridge.host.qrexec.StandInQrexec;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The page of the link of a console in a management qube: what dom0's policy allows, what it refused, and what to add. */
@ConsoleTest
@DirtiesContext
@Tag("browser")
@Tag("python")
@Timeout(180)
class HostLinkBrowserTests {

    private static final StandInQrexec DOM0 = StandInQrexec.of(Release.R4_2);

    @Autowired
    private Console console;

    @Autowired
    private Host host;

    @Autowired
    private MovedClock clock;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("drawbridge.host", () -> "qrexec");
        registry.add("drawbridge.qrexec.client", () -> DOM0.client().toString());
    }

    @AfterAll
    static void end() throws IOException {
        DOM0.close();
    }

    @Test
    void pageTellsWhatIsAllowedAndWhichLineAllowsWhatWasRefused() {
        assertThatThrownBy(() -> host.resetProperty(QubeName.of("vault"), "mac"))
                .isInstanceOf(HostException.Refused.class);
        try (Console.Visitor viewer = console.person(Role.VIEWER)) {
            assertThat(viewer.get("/settings/host").statusCode()).isEqualTo(403);
        }
        try (Chromium chromium = Chromium.start();
                Person anna = Person.at(chromium.browser(), console.address(), clock.instant())) {
            anna.logIn("admin", Console.PASSWORD);
            anna.open("/settings");
            anna.follow("To the link");
            anna.press("Try the link now");

            anna.sees("The host answers.");
            anna.sees("/etc/qubes-release says");
            assertThat(anna.page().locator("section[aria-labelledby=refused] pre"))
                    .containsText("admin.vm.property.Reset +mac ");
            Locator list = row(anna, "drawbridge.Agent +list");
            assertThat(list).containsText("allowed");
            assertThat(row(anna, "drawbridge.Begin *")).containsText("not tried");
            new Look(anna, "R4.2", name -> true).at("host-link");
        }
    }

    private static Locator row(Person anna, String line) {
        return anna.page().locator("tr", new Page.LocatorOptions().setHasText(line));
    }
}
