package org.drawbridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

class ThemeControllerTests {

    private final ThemeController controller = new ThemeController();

    @ParameterizedTest
    @CsvSource({"dark, dark", "light, light", "system, system", "pink, system", "'', system"})
    void cookieHoldsTheChoiceWhenItIsATheme(String chosen, String kept) {
        var answer = controller.choose(chosen, "/jobs/41?view=split");

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SEE_OTHER);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.LOCATION)).isEqualTo("/jobs/41?view=split");
        assertThat(answer.getHeaders().getFirst(HttpHeaders.SET_COOKIE))
                .startsWith("drawbridge-theme=" + kept + ";")
                .contains("HttpOnly", "SameSite=Strict");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jobs",
                "//evil.example",
                "/\\evil.example",
                "https://evil.example",
                "/jobs\r\nSet-Cookie: a=b",
                "/jobs\n"
            })
    void wayBackIsTheOverviewWhenThePathLeadsElsewhere(String back) {
        var answer = controller.choose("dark", back);

        assertThat(answer.getHeaders().getFirst(HttpHeaders.LOCATION)).isEqualTo("/");
    }
}
