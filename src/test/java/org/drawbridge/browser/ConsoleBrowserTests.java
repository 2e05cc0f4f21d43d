package org.drawbridge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.drawbridge.Console;
import org.drawbridge.ConsoleTest;
import org.drawbridge.MovedClock;
import org.drawbridge.account.Role;
import org.drawbridge.audit.Actor;
import org.drawbridge.host.Host;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.host.lab.LabTree;
import org.drawbridge.job.JobState;
import org.drawbridge.job.JobView;
import org.drawbridge.job.Jobs;
import org.drawbridge.name.QubeName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** What goes otherwise than in the story: nobody confirms, the host moves on, two people edit, and there are no scripts. */
@ConsoleTest
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleBrowserTests {

    private static final QubeName WORK = QubeName.of("work");

    /** The only folder that a job leaves something in. */
    private static final String OWN_FOLDER = "/var/lib/drawbridge";

    private static final String PROFILE = """
            {"name": "browsed", "netvm": "sys-net", "bridge": "bridge0", "uplink": {"mac": "88:ae:1d:ae:30:31"},
             "attachments": [{"qube": "work", "mode": "replace"}]}
            """;

    @Autowired
    private Console console;

    @Autowired
    private Lab lab;

    @Autowired
    private Host host;

    @Autowired
    private Jobs jobs;

    @Autowired
    private MovedClock clock;

    @Autowired
    private JsonMapper json;

    private Chromium chromium;

    private LabTree before;

    private long profile;

    @BeforeAll
    void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    void stopBrowser() {
        chromium.close();
    }

    @BeforeEach
    void describeABridge() {
        console.call("POST", "/api/v1/inventory/sync", "");
        profile = json.readTree(
                        console.call("POST", "/api/v1/profiles", PROFILE).body())
                .get("id")
                .asLong();
        before = lab.tree().without(OWN_FOLDER);
    }

    @AfterEach
    void leaveTheHostAsItWas() {
        jobs.holding().filter(JobView::canGoBack).ifPresent(job -> {
            jobs.revert(job.id(), Actor.SYSTEM);
            await().atMost(Duration.ofMinutes(1)).until(() -> jobs.get(job.id()).state() == JobState.REVERTED);
        });
        assertThat(console.call("DELETE", "/api/v1/profiles/" + profile, "").statusCode())
                .isEqualTo(204);
        assertThat(before.differencesTo(lab.tree().without(OWN_FOLDER))).isEmpty();
    }

    @Test
    void jobWhenNobodyConfirmsGoesBackBeforeTheEyesOfWhoWatches() {
        try (Person anna = loggedIn()) {
            planAndTick(anna);
            anna.choose("Goes back by itself unless you keep it within", "PT1M");
            anna.press(applyButton(anna));
            anna.sees("waits for you");
            assertThat(anna.bar().locator("time")).hasText("1:00");

            clock.move(Duration.ofMinutes(1));
            anna.timeIs(clock.instant());

            anna.sees("Everything is as it was before the job.");
            anna.sees("Nobody confirmed within 1 min.");
            assertThat(anna.bar()).isEmpty();
        }
    }

    @Test
    void pagesOfQubesFollowTheHostWhileTheyAreOpen() {
        try (Person anna = loggedIn()) {
            anna.open("/qubes");
            Locator work = anna.page().locator("tr", new Page.LocatorOptions().setHasText("work"));
            assertThat(work).containsText("Running");
            anna.page().locator("#search").fill("a word that is being written");

            lab.shutdown(WORK);
            try {
                console.call("POST", "/api/v1/inventory/sync", "");

                assertThat(work).containsText("Halted");
                assertThat(anna.page().locator("#search")).hasValue("a word that is being written");
                anna.open("/");
                Locator running = anna.page().locator(".figures a[href='/qubes?state=Running']");
                assertThat(running).hasText("3");
            } finally {
                lab.start(WORK);
            }
            console.call("POST", "/api/v1/inventory/sync", "");

            assertThat(anna.page().locator(".figures a[href='/qubes?state=Running']"))
                    .hasText("4");
        }
    }

    @Test
    void barWhenAJobWaitsShowsOnEveryPageByTheServersTimeAndGoesWithIt() {
        try (Person anna = loggedIn();
                Person otto = loggedIn(Role.OPERATOR)) {
            otto.open("/qubes");
            assertThat(otto.bar()).isEmpty();
            otto.timeIs(clock.instant().minus(Duration.ofHours(5)));
            planAndTick(anna);
            anna.choose("Goes back by itself unless you keep it within", "PT1M");
            anna.press(applyButton(anna));

            assertThat(otto.bar()).containsText("everything that it changed goes back by itself at ");
            assertThat(otto.bar().locator("time")).hasText("1:00");
            otto.page().getByText("Looked at afterwards: ").click();
            assertThat(otto.bar()).containsText("bridge0 is up in sys-net");
            new Look(otto, "R4.2", name -> true).at("bar-waiting");

            otto.open("/jobs/kits");
            new Look(otto, "R4.2", name -> true).at("kits");
            otto.page().locator("main .row-link").first().click();
            otto.sees("Download restore.sh");
            new Look(otto, "R4.2", name -> true).at("kit");
            otto.open("/qubes");
            clock.move(Duration.ofMinutes(1));
            assertThat(otto.bar()).isEmpty();
            assertThat(otto.page()).hasURL(Pattern.compile(".*/qubes"));
        }
    }

    @Test
    void planWhenHostMovedOnIsRefusedWithWhatChangedAndMadeAnew() {
        try (Person anna = loggedIn()) {
            planAndTick(anna);
            host.setFeature(WORK, "drawbridge-bridge", "bridge9");
            try {
                anna.press(applyButton(anna));

                anna.sees("Something changed since the plan was made.");
                anna.sees("feature:work:drawbridge-bridge");
                anna.sees("bridge9");
                assertThat(anna.page().locator("button[form=apply]")).hasCount(0);
                anna.expectRefusal();
                new Look(anna, "R4.2", name -> true).at("plan-stale");

                anna.press("Plan again");
                anna.sees("work is on bridge9 already, and not by this profile.");
                assertThat(anna.page().locator(".change-values del", new Page.LocatorOptions().setHasText("bridge9")))
                        .isVisible();
            } finally {
                host.removeFeature(WORK, "drawbridge-bridge");
            }
        }
    }

    @Test
    void profileWhenTwoPeopleEditItIsShownInBothVersions() {
        try (Person anna = loggedIn();
                Person otto = loggedIn(Role.OPERATOR)) {
            anna.open("/bridges/" + profile + "/edit");
            otto.open("/bridges/" + profile + "/edit");
            otto.fill("Name", "otto’s");
            otto.press("Save bridge");
            otto.seesTitle("otto’s");
            anna.fill("Name", "anna’s");
            anna.press("Save bridge");

            anna.seesTitle("Two edits at once");
            assertThat(anna.complaints()).hasSize(1).first().asString().contains("409");
            anna.expectRefusal();
            Locator names = anna.page().locator("tr", new Page.LocatorOptions().setHasText("Name"));
            assertThat(names.first()).containsText("otto’s");
            assertThat(names.first()).containsText("anna’s");
            new Look(anna, "R4.2", name -> true).at("bridge-conflict");

            anna.press("Go on with mine");
            assertThat(anna.field("Name")).hasValue("anna’s");
            anna.press("Save bridge");
            anna.seesTitle("anna’s");
            anna.sees("saved as version 3");
        }
    }

    @Test
    void consoleWhenBrowserRunsNoScriptsIsReadAndDoesAll() {
        try (Person anna = Person.withoutScripts(chromium.browser(), console.address())) {
            anna.logIn("admin", Console.PASSWORD);
            for (String name :
                    List.of("Overview", "Qubes", "Bridges", "Plans", "Jobs", "Audit", "Settings", "Help", "Lab")) {
                anna.goTo(name);
            }
            describeByHand(anna);
            anna.open("/bridges/" + profile);
            anna.press("Review changes");
            tickAll(anna);
            anna.follow("side by side");
            assertThat(anna.page().locator(".segments a[aria-current]")).hasText("side by side");
            tickAll(anna);
            anna.press(applyButton(anna));
            anna.seesTitle(Pattern.compile("Job [0-9]+"));
            awaitHolder(JobState.AWAITING_CONFIRMATION);
            anna.page().reload();
            anna.sees("waits for you");
            anna.press("Keep");
            anna.sees("The change was kept.");
            anna.press("Go back");
            await().atMost(Duration.ofMinutes(1)).until(() -> jobs.holding().isEmpty());
            anna.page().reload();
            anna.sees("Everything is as it was before the job.");
            anna.goTo("Audit");
            anna.choose("What", "job.revert");
            anna.press("Show");
            anna.sees("job.revert");
            anna.press("Log out");
            anna.seesTitle("Log in");
            anna.sees("You are logged out.");
        }
    }

    /** All the buttons of the form that work by script elsewhere. */
    private void describeByHand(Person anna) {
        anna.open("/bridges/new");
        anna.fill("Name", "by hand");
        anna.fill("Bridge", "bridge7");
        anna.choose("Net qube", "sys-net");
        anna.press("Show its cards");
        anna.tick("88:ae:1d:ae:30:32");
        anna.press("Add a qube");
        assertThat(anna.page().locator(".attachment")).hasCount(2);
        anna.press("Take out qube 2");
        anna.choose("Qube", "personal");
        anna.press("Save bridge");
        anna.seesTitle("by hand");
        anna.page().locator(".menu summary").click();
        anna.press("Delete");
        anna.seesTitle("Bridges");
    }

    private Person loggedIn() {
        Person person = Person.at(chromium.browser(), console.address(), clock.instant());
        person.logIn("admin", Console.PASSWORD);
        person.seesTitle("Overview");
        return person;
    }

    private Person loggedIn(Role role) {
        console.person(role).close();
        Person person = Person.at(chromium.browser(), console.address(), clock.instant());
        person.logIn(role.word(), Console.PASSWORD);
        person.seesTitle("Overview");
        return person;
    }

    private void planAndTick(Person person) {
        person.open("/bridges/" + profile);
        person.press("Review changes");
        person.seesTitle(Pattern.compile("Plan [0-9a-f]{8}"));
        tickAll(person);
    }

    private static void tickAll(Person person) {
        for (Locator known : person.page().getByLabel("I know").all()) {
            known.check();
        }
    }

    private static String applyButton(Person person) {
        return person.page().locator("button[form=apply]").textContent();
    }

    private void awaitHolder(JobState state) {
        await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> jobs.holding().map(JobView::state),
                        found -> found.filter(state::equals).isPresent());
    }
}
