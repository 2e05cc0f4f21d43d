package org.drawbridge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.drawbridge.Console;
import org.drawbridge.ConsoleTest;
import org.drawbridge.MovedClock;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.host.lab.LabTree;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/**
 * What the seed page does by hand in an hour, in the browser, by someone who has just started the console for the first time:
 * set up, look at the qubes, describe a bridge, read what it changes, apply it, watch, keep it, go back, read the log of it.
 */
@ConsoleTest
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SeedStory {

    private static final String PASSWORD = "four random words here";

    private static final String UPLINK = "88:ae:1d:ae:30:31";

    /** So that what takes time is seen to take some. */
    private static final Duration PACE = Duration.ofMillis(7);

    private static final String OWN_FOLDER = "/var/lib/drawbridge";

    @Autowired
    private Console console;

    @Autowired
    private Lab lab;

    @Autowired
    private MovedClock clock;

    @Value("${drawbridge.data}")
    private Path data;

    @Value("${drawbridge.lab.release}")
    private String release;

    private Chromium chromium;
    private Person anna;
    private Look look;

    /** The net qube's name on this release. */
    abstract String netQube();

    /** Which rules the bridge has: the words of the choice in the form. */
    abstract String rules();

    /** Files whose changes the plan must show, and a text of each change. */
    abstract List<Expected> expected();

    /** Whether a page is looked at; what looks the same on another release need not be. */
    boolean isLookedAt(String page) {
        return true;
    }

    /** What else there is on this release before a bridge is described. */
    void lookAtMore(Person person, Look look) {}

    /** What another hand does to the bridge meanwhile, and puts right again. */
    void lookAtDrift(Person person, Look look, Lab host) {}

    record Expected(String file, String text) {}

    @BeforeAll
    void sitDown() {
        chromium = Chromium.start();
        anna = Person.at(chromium.browser(), console.address(), clock.instant());
        look = new Look(anna, release, this::isLookedAt);
    }

    @AfterAll
    void leave() {
        anna.close();
        chromium.close();
    }

    @Test
    void bridgeWhenNewcomerDoesTheSeedsStoryComesAndGoesWithoutTrace() throws IOException {
        LabTree before = lab.tree().without(OWN_FOLDER);
        clock.setPace(PACE);
        setUp();
        lookAround();
        lookAtMore(anna, look);
        describe();
        review();
        applyAndWatch();
        keep();
        lookAtDrift(anna, look, lab);
        goBack();
        readTheLog();
        assertThat(before.differencesTo(lab.tree().without(OWN_FOLDER))).isEmpty();
    }

    private void setUp() throws IOException {
        anna.open("/");
        anna.seesTitle("Make the first administrator");
        anna.open(Files.readString(data.resolve("setup")).strip());
        assertThat(anna.page()).not().hasURL(Pattern.compile("#"));
        anna.fill("Name", "anna");
        anna.fill("Password", PASSWORD);
        anna.fill("Password again", PASSWORD);
        look.at("setup");
        anna.press("Make the administrator");
        anna.seesTitle("Log in");
        look.at("login");
        anna.logIn("anna", PASSWORD);
        anna.seesTitle("Overview");
    }

    private void lookAround() {
        anna.press("Synchronise now");
        anna.sees("The same in words");
        look.at("overview-first");
        for (String name : List.of("Bridges", "Plans", "Jobs")) {
            anna.goTo(name);
            look.at(name.toLowerCase(Locale.ROOT) + "-first");
        }
        for (String name : List.of("Ask", "Audit", "Settings", "Help", "Lab")) {
            anna.goTo(name);
            look.at(name.toLowerCase(Locale.ROOT));
        }
        for (String name : List.of("users", "tokens")) {
            anna.open("/settings/" + name);
            look.at(name);
        }
        anna.goTo("Qubes");
        look.at("qubes");
        anna.follow("State");
        assertThat(anna.page()).hasURL(Pattern.compile("sort=state"));
        anna.follow(netQube());
        anna.seesTitle(netQube());
        anna.sees(UPLINK);
        anna.sees("wireless");
        look.at("qube");
    }

    private void describe() {
        anna.goTo("Bridges");
        anna.follow("Describe a bridge");
        look.at("bridge-form");
        anna.press("Save bridge");
        anna.sees("things need another look");
        anna.expectRefusal();
        look.at("bridge-form-refused");
        anna.fill("Name", "office");
        anna.fill("Bridge", "bridge0");
        anna.choose("Net qube", netQube());
        anna.sees("cannot be bridged");
        assertThat(anna.field("Name")).hasValue("office");
        anna.tick(UPLINK);
        anna.choose("Qube", "work");
        anna.tick(rules());
        look.at("bridge-form-filled");
        anna.press("Save bridge");
        anna.seesTitle("office");
        anna.sees("Nothing on the host has changed yet.");
        look.at("bridge");
    }

    private void review() {
        anna.press("Review changes");
        anna.seesTitle(Pattern.compile("Plan [0-9a-f]{8}"));
        anna.sees(netQube() + " gets bridge0 on " + UPLINK);
        anna.sees("Opens");
        anna.sees("Loses");
        anna.sees("The qvm-firewall rules of work do not hold on the bridge.");
        for (Expected change : expected()) {
            assertThat(change(change.file())).containsText(change.text());
        }
        look.at("plan");
        walkThroughChanges();
        anna.follow("side by side");
        assertThat(anna.page().locator(".segments a[aria-current]")).hasText("side by side");
        look.at("plan-side-by-side");
        anna.press(applyButton());
        anna.seesTitle(Pattern.compile("Plan [0-9a-f]{8}"));
        for (Locator known : anna.page().getByLabel("I know").all()) {
            known.check();
        }
    }

    private Locator change(String file) {
        return anna.page()
                .locator("[data-change]", new Page.LocatorOptions().setHasText(file))
                .first();
    }

    private void walkThroughChanges() {
        anna.page().keyboard().press("j");
        assertThat(anna.page().locator("[data-change]").first()).isFocused();
        anna.page().keyboard().press("j");
        assertThat(anna.page().locator("[data-change]").nth(1)).isFocused();
        anna.page().keyboard().press("k");
        assertThat(anna.page().locator("[data-change]").first()).isFocused();
    }

    private String applyButton() {
        return anna.page().locator("button[form=apply]").textContent();
    }

    private void applyAndWatch() {
        anna.press(applyButton());
        anna.seesTitle(Pattern.compile("Job [0-9]+"));
        anna.page().evaluate("window.watched = true");
        look.at("job-running");
        anna.sees("waits for you");
        assertThat((boolean) anna.page().evaluate("window.watched === true"))
                .as("the page came to that by itself")
                .isTrue();
        assertThat(anna.page().locator(".step[data-state=done]"))
                .hasCount(anna.page().locator(".step").count());
        anna.sees("bridge0 is up in " + netQube());
        assertThat(anna.bar()).containsText("everything that it changed goes back by itself");
        assertThat(anna.bar().locator("time")).hasText(Pattern.compile("[12]:[0-9]{2}"));
        anna.timeIs(clock.instant());
        look.at("job-waiting");
        anna.goTo("Overview");
        look.at("overview-waiting");
    }

    private void keep() {
        anna.press("Keep");
        anna.seesTitle(Pattern.compile("Job [0-9]+"));
        anna.sees("The change was kept.");
        look.at("job-kept");
        anna.follow("office");
        anna.sees("applied");
        anna.sees("Seen there");
        look.at("bridge-applied");
        anna.goTo("Bridges");
        look.at("bridges");
        anna.open("/qubes/work");
        anna.sees("bridge0");
        look.at("qube-bridged");
        anna.goTo("Overview");
        look.at("overview");
    }

    private void goBack() {
        anna.goTo("Jobs");
        look.at("jobs");
        anna.page().locator(".row-link").first().click();
        anna.press("Go back");
        anna.sees("Everything is as it was before the job.");
        anna.sees("anna asked to go back.");
        assertThat(anna.page().locator(".lost-note")).isHidden();
        look.at("job-reverted");
        anna.goTo("Plans");
        anna.sees("applied and taken back");
        look.at("plans");
        anna.page().locator(".row-link").first().click();
        anna.sees("This plan was applied by job");
        look.at("plan-applied");
    }

    private void readTheLog() {
        anna.goTo("Audit");
        anna.choose("What", "job.confirm");
        anna.press("Show");
        assertThat(anna.page().locator("tbody tr")).hasCount(2);
        look.at("audit-filtered");
        anna.page().locator(".row-link").first().click();
        anna.seesTitle(Pattern.compile("Entry [0-9]+"));
        anna.sees("anna");
        look.at("audit-entry");
        anna.goTo("Audit");
        anna.follow("Verify the chain");
        anna.sees("entries are as they were written.");
        look.at("audit-verified");
    }
}
