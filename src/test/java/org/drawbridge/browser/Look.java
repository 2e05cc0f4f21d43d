package org.drawbridge.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Looks at a page as it should be looked at: in light and dark, for those who see little or nothing, and on a narrow screen. With
 * the system property {@value #PICTURES} it takes pictures too.
 */
final class Look {

    /** Names the folder that pictures go to: of the whole page, and of what is seen first. */
    private static final String PICTURES = "drawbridge.pictures";

    private static final int NARROW = 390;

    private static final int NARROW_HIGH = 844;

    private final Person person;
    private final Page page;
    private final String release;

    private final Predicate<String> wanted;

    /** @param wanted which pages are looked at, by their names */
    Look(Person person, String release, Predicate<String> wanted) {
        this.person = person;
        this.page = person.page();
        this.release = release;
        this.wanted = wanted;
    }

    /** Looks at the page that is open, under a name for its pictures. */
    void at(String name) {
        if (wanted.test(name)) {
            lookAt(name);
        }
    }

    private void lookAt(String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            String look = scheme.name().toLowerCase(Locale.ROOT);
            take(name + "-" + look);
            check(name + " in " + look, scheme);
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(NARROW, NARROW_HIGH);
        take(name + "-narrow");
        fits(name, NARROW);
        page.setViewportSize(Person.WIDE, Person.HIGH);
        fits(name, Person.WIDE);
        assertThat(person.complaints())
                .as("what the browser complains about on %s", name)
                .isEmpty();
    }

    /** Dark and light differ in colours only. */
    private void check(String what, ColorScheme scheme) {
        AxeBuilder axe = new AxeBuilder(page);
        accept(what, scheme == ColorScheme.LIGHT ? axe : axe.withRules(List.of("color-contrast")));
        if (page.locator(".diff").count() > 0) {
            accept(
                    "the differences on " + what,
                    new AxeBuilder(page).include(".diff").withRules(List.of("color-contrast-enhanced")));
        }
    }

    private static void accept(String what, AxeBuilder axe) {
        assertThat(axe.analyze().getViolations().stream()
                        .flatMap(rule -> rule.getNodes().stream()
                                .map(node ->
                                        rule.getId() + " at " + node.getTarget() + ": " + node.getFailureSummary())))
                .as(what)
                .isEmpty();
    }

    private void fits(String name, int width) {
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as("how wide %s is", name)
                .isLessThanOrEqualTo(width);
    }

    private void take(String name) {
        String folder = System.getProperty(PICTURES);
        if (folder != null) {
            Path pictures = Path.of(folder, release);
            page.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve(name + ".png")));
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(pictures.resolve("whole").resolve(name + ".png"))
                    .setFullPage(true));
        }
    }
}
