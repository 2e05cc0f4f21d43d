package org.drawbridge.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drawbridge.Console;
import org.drawbridge.ConsoleTest;
import org.drawbridge.account.People;
import org.drawbridge.account.Role;
import org.drawbridge.audit.AuditEntry;
import org.drawbridge.audit.AuditFilter;
import org.drawbridge.audit.AuditTrail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What keeps other pages, other names and other people's browsers out of the console. */
@ConsoleTest
class BrowserSafetyIntegrationTests {

    private static final Pattern SESSION = Pattern.compile("drawbridge=([^;]+)");

    @Autowired
    private Console console;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private People people;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:PORT",
                "localhost",
                "localhost:1",
                "localhost:PORT.evil.example",
                "localhost.:PORT",
                "127.0.0.1.evil.example:PORT",
                "127.0.0.2:PORT",
                "[::1]:PORT",
                "user@localhost:PORT"
            })
    void nameThatIsNotTheConsolesIsRefusedAndAudited(String host) throws IOException {
        String answer = raw("GET /login HTTP/1.1", "Host: " + host.replace("PORT", port()));

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("<form", "Set-Cookie");
        if (answer.startsWith("HTTP/1.1 421")) {
            assertThat(denials().getFirst().detail().get("reason")).contains("it came by the name");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:PORT", "127.0.0.1:PORT", "LOCALHOST:PORT"})
    void ownNameIsAnswered(String host) throws IOException {
        assertThat(raw("GET /login HTTP/1.1", "Host: " + host.replace("PORT", port())))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void requestWithoutANameIsRefused() throws IOException {
        assertThat(raw("GET /login HTTP/1.0")).startsWith("HTTP/1.1 421");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://localhost:PORT", "http://localhost:1"})
    void formOfAnotherPageIsRefused(String origin) throws IOException {
        assertThat(raw(
                        "POST /login HTTP/1.1",
                        "Host: localhost:" + port(),
                        "Origin: " + origin.replace("PORT", port()),
                        "Content-Length: 0"))
                .startsWith("HTTP/1.1 403");
        assertThat(denials().getFirst().detail().get("reason")).contains("it came from a page of");
    }

    @Test
    void formWithoutItsTokenIsRefusedAndAudited() {
        try (Console.Visitor administrator = console.administrator()) {
            HttpResponse<String> answer = administrator.post("/nowhere", "/theme", Map.of("theme", "dark"));

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(denials().getFirst().actor()).isEqualTo("admin");
            assertThat(denials().getFirst().detail()).containsEntry("reason", "the form is too old");
        }
    }

    @Test
    void everyAnswerTellsTheBrowserToRunNothingOfOthers() {
        try (Console.Visitor administrator = console.administrator()) {
            for (HttpResponse<String> answer : List.of(
                    administrator.get("/"),
                    administrator.get("/nowhere"),
                    administrator.get("/favicon.svg"),
                    console.stranger().get("/login"),
                    console.call("GET", "/api/v1/host", ""),
                    console.call("", "GET", "/api/v1/host", ""))) {
                String policy =
                        answer.headers().firstValue("Content-Security-Policy").orElse("");
                assertThat(policy)
                        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe", "*", "http:", "https:", "data:");
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .contains("nosniff");
                assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
                assertThat(answer.headers().firstValue("Server")).isEmpty();
            }
        }
    }

    @Test
    void logInGivesAnotherSessionAndALogOutEndsIt() {
        try (Console.Visitor stranger = console.stranger()) {
            String before = session(stranger.get("/login"));
            HttpResponse<String> loggedIn = stranger.logIn("admin", Console.PASSWORD);
            String after = session(loggedIn);

            assertThat(after).isNotEmpty().isNotEqualTo(before);
            assertThat(loggedIn.headers().allValues("Set-Cookie").toString())
                    .contains("HttpOnly", "SameSite=Strict", "Path=/");
            assertThat(qubesWith(before)).isEqualTo(302);
            assertThat(qubesWith(after)).isEqualTo(200);
            assertThat(stranger.post("/settings", "/logout", Map.of()).statusCode())
                    .isEqualTo(302);
            assertThat(qubesWith(after)).isEqualTo(302);
        }
        assertThat(trail.search(new AuditFilter("admin", "user", null, null, null, 0, 2))
                        .content())
                .extracting(AuditEntry::action)
                .containsExactly("user.logout", "user.login");
    }

    @Test
    void sessionInTheAddressIsNotTaken() {
        try (Console.Visitor administrator = console.administrator();
                Console.Visitor stranger = console.stranger()) {
            String session = session(administrator.get("/login"));
            HttpResponse<String> answer = stranger.get("/qubes;drawbridge=" + session);

            assertThat(answer.statusCode()).isIn(302, 400);
            assertThat(stranger.get("/login").body()).doesNotContain(";drawbridge=", ";jsessionid=");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/",
                "https://evil.example/",
                "/\\evil.example",
                "javascript:alert(1)",
                "/%0d%0aX: y"
            })
    void wayBackNeverLeadsOutOfTheConsole(String elsewhere) {
        try (Console.Visitor administrator = console.administrator()) {
            for (String path : List.of("/theme", "/inventory/sync")) {
                HttpResponse<String> answer =
                        administrator.post("/settings", path, Map.of("theme", "dark", "back", elsewhere));
                URI location = URI.create(console.address() + "/")
                        .resolve(answer.headers().firstValue("Location").orElseThrow());

                assertThat(location.toString()).as(path).startsWith(console.address() + "/");
                assertThat(answer.headers().firstValue("X")).isEmpty();
            }
        }
    }

    @Test
    void logInLeadsBackToThePageThatWasAskedForAndNowhereElse() {
        try (Console.Visitor stranger = console.stranger()) {
            assertThat(stranger.get("/audit?actor=admin").statusCode()).isEqualTo(302);
            String location = stranger.logIn("admin", Console.PASSWORD)
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();

            assertThat(location).startsWith(console.address() + "/audit?actor=admin");
        }
    }

    @Test
    void roleThatIsTakenAwayEndsTheSessionAtOnce() {
        try (Console.Visitor administrator = console.administrator()) {
            administrator.post(
                    "/settings/users",
                    "/settings/users",
                    Map.of("name", "gone", "password", Console.PASSWORD, "role", "operator"));
            try (Console.Visitor gone = console.stranger()) {
                gone.logIn("gone", Console.PASSWORD);
                assertThat(gone.get("/qubes").statusCode()).isEqualTo(200);
                long id = people.named("gone").orElseThrow().id();
                administrator.post("/settings/users", "/settings/users/" + id, Map.of("role", "operator"));

                assertThat(gone.get("/qubes").statusCode()).isEqualTo(302);
                assertThat(gone.logIn("gone", Console.PASSWORD)
                                .headers()
                                .firstValue("Location")
                                .orElseThrow())
                        .endsWith("/login?refused");
            }
        }
    }

    @Test
    void viewerSeesNoFormThatIsNotForThem() {
        try (Console.Visitor viewer = console.person(Role.VIEWER)) {
            assertThat(viewer.get("/lab").body()).doesNotContain("/lab/reset", "/lab/faults");
            assertThat(viewer.get("/settings").body()).doesNotContain("/settings/users", "/settings/tokens");
        }
    }

    private List<AuditEntry> denials() {
        return trail.search(new AuditFilter(null, "access.deny", null, null, null, 0, 5))
                .content();
    }

    private int qubesWith(String session) {
        try (Console.Visitor other = console.stranger()) {
            return other.get("/qubes", Map.of("Cookie", "drawbridge=" + session))
                    .statusCode();
        }
    }

    private static String session(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .map(SESSION::matcher)
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .findFirst()
                .orElse("");
    }

    private String port() {
        return String.valueOf(URI.create(console.address()).getPort());
    }

    /** The head of the answer and a little of its body; Java's client sets the name itself. */
    private String raw(String... lines) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(console.address()).getPort())) {
            socket.setSoTimeout(10_000);
            String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
