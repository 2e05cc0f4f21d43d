package org.drawbridge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.http.Cookie;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

@WebMvcTest
@ContextConfiguration(classes = PageFrameTests.Pages.class)
class PageFrameTests {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Pages pages;

    @BeforeEach
    void nothingSpecial() {
        pages.host = new HostFoot("dom0", "R4.2", HostFoot.Link.CONNECTED, NOW.minusSeconds(180), true);
        pages.bar = Optional.empty();
        pages.violations = Map.of();
    }

    @Test
    void pageShowsItsFrameWhenNothingIsSpecial() throws Exception {
        String page = sample();

        assertThat(page)
                .contains("<title>Bridge office · Drawbridge</title>")
                .contains("<html lang=\"en\" data-theme=\"system\">")
                .containsPattern("<link rel=\"stylesheet\" href=\"/assets/main-[\\w-]+\\.css\">")
                .containsPattern("<script type=\"module\" src=\"/assets/main-[\\w-]+\\.js\">")
                .contains("<a href=\"/bridges\" aria-current=\"page\">")
                .contains("dom0 · R4.2", "Lab host", "3 min ago", "operator-olga")
                .contains("<button class=\"button button-primary\">Review 7 changes</button>")
                .doesNotContain("class=\"bar");
        assertThat(page.split("aria-current=\"page\"", -1)).hasSize(3);
    }

    @Test
    void pageCarriesNoCodeAndNoStyleOfItsOwn() throws Exception {
        pages.bar = Optional.of(new Bar.Waiting(41, "The bridge is up.", NOW.plusSeconds(107), List.of()));

        String page = sample();

        assertThat(page).doesNotContain("<style", " style=", "javascript:").doesNotContainPattern("<script[^>]*>[^<]");
        assertThat(Pattern.compile("\\son[a-z]+=").matcher(page).find()).isFalse();
    }

    @Test
    void railLeavesOutPatchesAndLabWhenTheHostHasNeither() throws Exception {
        pages.host = new HostFoot("dom0", "R4.3", HostFoot.Link.LOST, null, false);

        assertThat(sample())
                .contains("not reachable")
                .doesNotContain("Lab host", "href=\"/lab\"", "href=\"/patches\"", "Inventory from");
    }

    @Test
    void railOffersPatchesWhenTheReleaseNeedsThem() throws Exception {
        pages.host = new HostFoot("dom0", "R2B2", HostFoot.Link.UNKNOWN, null, true);

        assertThat(sample()).contains("href=\"/patches\"", "href=\"/lab\"", "not asked yet");
    }

    @Test
    void barOffersBothWaysWhenAJobWaits() throws Exception {
        pages.bar = Optional.of(new Bar.Waiting(41, "The bridge is up.", NOW.plusSeconds(107), List.of()));

        assertThat(sample())
                .contains("bar bar-waiting", "1:47", "The bridge is up.")
                .contains("action=\"/jobs/41/confirm\"", "action=\"/jobs/41/revert\"", "name=\"_csrf\"");
    }

    @Test
    void barOnlyLeadsToTheJobWhenTheRoleIsTooSmall() throws Exception {
        pages.bar = Optional.of(new Bar.Waiting(41, "The bridge is up.", NOW.plusSeconds(107), List.of()));

        assertThat(sample("VIEWER"))
                .contains("href=\"/jobs/41\"")
                .doesNotContain("/jobs/41/confirm", "/jobs/41/revert");
    }

    @Test
    void barLeadsToTheDifferencesWhenTheHostDrifted() throws Exception {
        pages.bar = Optional.of(new Bar.Drift("Two files differ.", "/drift"));

        assertThat(sample()).contains("bar bar-drift", "Two files differ.", "href=\"/drift\"");
    }

    @Test
    void barSaysWhatToDoWhenTheLinkIsLost() throws Exception {
        pages.bar = Optional.of(new Bar.LostLink("The host does not answer.", "/settings"));

        assertThat(sample()).contains("bar bar-lost", "The host does not answer.", "href=\"/settings\"");
    }

    @Test
    void formTellsEveryViolationBesideItsField() throws Exception {
        pages.violations = new LinkedHashMap<>();
        pages.violations.put("bridge", List.of("Use br0 or bridge0.", "At most 15 characters."));
        pages.violations.put("", List.of("Two bridges use this uplink."));

        assertThat(sample())
                .contains("2 things need another look.", "<p>Two bridges use this uplink.</p>")
                .contains("<li>Use br0 or bridge0.</li>", "<li>At most 15 characters.</li>")
                .containsPattern("id=\"bridge\"[^>]*aria-invalid=\"true\"")
                .doesNotContainPattern("id=\"name\"[^>]*aria-invalid");
    }

    @Test
    void partsSayTheirStateInWordsToo() throws Exception {
        assertThat(sample())
                .contains("data-label=\"blue\"", "<span class=\"visually-hidden\"> label blue</span>")
                .contains("data-mark=\"changed\">changed<", "data-state=\"on\">running<")
                .contains("aria-sort=\"ascending\"", "href=\"/qubes?sort=-name\"")
                .contains("aria-sort=\"descending\"", "href=\"/qubes?sort=state\"")
                .contains("21–40 of 45", "Page 2 of 3", "href=\"/qubes?page=0\"", "href=\"/qubes?page=2\"")
                .contains("href=\"/bridges/new\"");
    }

    @Test
    void themeIsTheChosenOneWhenTheCookieNamesIt() throws Exception {
        String page = mvc.perform(
                        get("/sample").cookie(new Cookie(Theme.COOKIE, "dark")).with(user("olga")))
                .andReturn()
                .getResponse()
                .getContentAsString();

        assertThat(page).contains("data-theme=\"dark\"").containsPattern("value=\"dark\" aria-pressed=\"true\"");
    }

    private String sample() throws Exception {
        return sample("OPERATOR");
    }

    private String sample(String role) throws Exception {
        return mvc.perform(get("/sample").with(user("operator-olga").roles(role)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    @Configuration(proxyBeanMethods = false)
    @Import({FrameAdvice.class, FrontendAssets.class, Times.class, Pages.SampleController.class})
    static class Pages {

        private HostFoot host = new HostFoot("dom0", "R4.2", HostFoot.Link.CONNECTED, NOW, true);
        private Optional<Bar> bar = Optional.empty();
        private Map<String, List<String>> violations = Map.of();

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Bean
        HostFootSource hostFootSource() {
            return () -> host;
        }

        @Bean
        BarSource barSource() {
            return () -> bar;
        }

        @Controller
        static class SampleController {

            private final Pages pages;

            SampleController(Pages pages) {
                this.pages = pages;
            }

            @GetMapping("/sample")
            String sample(Model model) {
                model.addAttribute("crumbs", List.of(new Crumb("Bridges", "/bridges")));
                model.addAttribute("netvms", Map.of("sys-net", "sys-net"));
                model.addAttribute("violations", pages.violations);
                return "sample";
            }
        }
    }
}
