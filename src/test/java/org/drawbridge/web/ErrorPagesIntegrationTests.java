package org.drawbridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.server.ResponseStatusException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = PageFrameBrowserTests.Site.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.flyway.enabled=false")
@Import(ErrorPagesIntegrationTests.FaultyController.class)
class ErrorPagesIntegrationTests {

    @LocalServerPort
    private int port;

    private HttpClient client;

    @BeforeAll
    void openClient() {
        client = HttpClient.newHttpClient();
    }

    @AfterAll
    void closeClient() {
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/nowhere, 404, This page is not there",
        "/faulty/forbidden, 403, This is not yours to do",
        "/faulty/conflict, 409, The console did not take that",
        "/faulty/broken, 500, The console stumbled"
    })
    void pageSaysTheKindOfTheFaultAndNothingOfItsCause(String path, int status, String title)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Accept", "text/html")
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body())
                .contains("<h1>" + title + "</h1>", "href=\"/\"")
                .doesNotContain("secret", "Exception", "org.", "dom0", "Lab host");
    }

    @Controller
    static class FaultyController {

        @GetMapping("/faulty/forbidden")
        String forbidden() {
            throw new AccessDeniedException("secret");
        }

        @GetMapping("/faulty/conflict")
        String conflict() {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "secret");
        }

        @GetMapping("/faulty/broken")
        String broken() {
            throw new IllegalStateException("secret");
        }
    }
}
