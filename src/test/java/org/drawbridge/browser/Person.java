package org.drawbridge.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Someone at the console with a browser: what they open, press and fill in, by the words that they read. */
final class Person implements AutoCloseable {

    static final int WIDE = 1280;

    static final int HIGH = 900;

    /** For everything that is waited for; a machine that builds beside is slow. */
    private static final double PATIENCE_MILLIS = 30_000;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Person(BrowserContext context) {
        this.context = context;
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
    }

    /** Someone whose browser runs scripts, with the console's time. */
    static Person at(Browser browser, String address, Instant now) {
        Person person = of(browser, address, true);
        person.timeIs(now);
        return person;
    }

    /** Someone whose browser runs no scripts. */
    static Person withoutScripts(Browser browser, String address) {
        return of(browser, address, false);
    }

    private static Person of(Browser browser, String address, boolean scripts) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(address)
                .setJavaScriptEnabled(scripts)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(WIDE, HIGH));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return new Person(context);
    }

    Page page() {
        return page;
    }

    /** What the browser complained about so far: of scripts, of the policy, of what could not be fetched. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Forgets the complaints: the next page is one that is refused on purpose. */
    void expectRefusal() {
        complaints.clear();
    }

    void timeIs(Instant now) {
        context.clock().setFixedTime(Date.from(now));
    }

    /** Opens a page by its address. */
    void open(String path) {
        page.navigate(path);
    }

    /** Goes to a page by the rail. */
    void goTo(String name) {
        page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Pages"))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name))
                .click();
        seesTitle(name);
    }

    void logIn(String name, String password) {
        open("/login");
        fill("Name", name);
        fill("Password", password);
        press("Log in");
    }

    /** Presses the first button with exactly that name. */
    void press(String button) {
        button(button).click();
    }

    Locator button(String name) {
        return page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    /** Follows the first link with exactly that name. */
    void follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .first()
                .click();
    }

    void fill(String label, String text) {
        field(label).fill(text);
    }

    void choose(String label, String value) {
        field(label).selectOption(value);
    }

    /** The first field with exactly that label. */
    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true))
                .first();
    }

    /** Ticks the choice, of several, whose words have that text. */
    void tick(String text) {
        page.locator("label.choice", new Page.LocatorOptions().setHasText(text))
                .locator("input[type=radio]")
                .check();
    }

    void seesTitle(String title) {
        assertThat(page.locator("h1")).hasText(title);
    }

    void seesTitle(Pattern title) {
        assertThat(page.locator("h1")).hasText(title);
    }

    /** Waits until the content of the page has that text. */
    void sees(String text) {
        assertThat(page.locator("#content")).containsText(text);
    }

    /** Waits until the content of the page has that text no more. */
    void seesNot(String text) {
        assertThat(page.locator("#content")).not().containsText(text);
    }

    /** Chooses files, by their names and texts, in a field for files. */
    void upload(String label, Map<String, String> files) {
        field(label)
                .setInputFiles(files.entrySet().stream()
                        .map(file -> new FilePayload(
                                file.getKey(), "text/x-diff", file.getValue().getBytes(StandardCharsets.UTF_8)))
                        .toArray(FilePayload[]::new));
    }

    /** The bar above the content. */
    Locator bar() {
        return page.locator("#bar");
    }

    @Override
    public void close() {
        context.close();
    }
}
