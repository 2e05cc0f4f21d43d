package org.drawbridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drawbridge.account.ApiTokens;
import org.drawbridge.account.People;
import org.drawbridge.account.Role;
import org.drawbridge.audit.Actor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** The console under test, as a script and as a person with a browser see it. */
public final class Console {

    /** The password of the user {@code admin}. */
    public static final String PASSWORD = "correct horse battery";

    /** An administrator's token. */
    public static final String TOKEN = "test-token-0123456789-0123456789-0123456789";

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Environment environment;
    private final People people;
    private final ApiTokens tokens;

    Console(Environment environment, People people, ApiTokens tokens) {
        this.environment = environment;
        this.people = people;
        this.tokens = tokens;
    }

    /** Its beginning, such as {@code http://localhost:40123}. */
    public String address() {
        return "http://localhost:" + environment.getRequiredProperty("local.server.port");
    }

    /** A new token of that role. */
    public String token(Role role) {
        return tokens.create(Actor.SYSTEM, "test", role.word(), null).secret();
    }

    /** A call of the API with the administrator's token; {@code body} is JSON, or empty for none. */
    public HttpResponse<String> call(String method, String path, String body) {
        return call(TOKEN, method, path, body);
    }

    public HttpResponse<String> call(String token, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return send(client, request.build());
        }
    }

    /** A browser in which the administrator is logged in. */
    public Visitor administrator() {
        Visitor visitor = new Visitor();
        visitor.logIn("admin", PASSWORD);
        return visitor;
    }

    /** A browser in which someone with that role is logged in; made where there is none yet. */
    public Visitor person(Role role) {
        if (people.named(role.word()).isEmpty()) {
            people.create(Actor.SYSTEM, role.word(), PASSWORD, role.word());
        }
        Visitor visitor = new Visitor();
        visitor.logIn(role.word(), PASSWORD);
        return visitor;
    }

    /** A browser in which no one is logged in. */
    public Visitor stranger() {
        return new Visitor();
    }

    /** A browser without JavaScript; it follows no redirections by itself. */
    public final class Visitor implements AutoCloseable {

        private final HttpClient client =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

        public HttpResponse<String> get(String path) {
            return get(path, Map.of("Accept", "text/html"));
        }

        public HttpResponse<String> get(String path, Map<String, String> headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path));
            headers.forEach(request::header);
            return send(client, request.build());
        }

        /** A stream of events, line by line as they come; to be closed. */
        public Stream<String> follow(String path) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address() + path))
                    .header("Accept", "text/event-stream")
                    .build();
            HttpResponse<Stream<String>> answer = send(client, request, BodyHandlers.ofLines());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " answered " + answer.statusCode());
            }
            return answer.body();
        }

        /** Sends a form as the page at {@code page} would, with its token against forged requests. */
        public HttpResponse<String> post(String page, String path, Map<String, String> fields) {
            Matcher csrf = CSRF.matcher(get(page).body());
            String body = fields.entrySet().stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"));
            return send(
                    client,
                    HttpRequest.newBuilder(URI.create(address() + path))
                            .header("Accept", "text/html")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .header("Origin", address())
                            .POST(BodyPublishers.ofString(
                                    (csrf.find() ? "_csrf=" + encoded(csrf.group(1)) + "&" : "") + body))
                            .build());
        }

        public HttpResponse<String> logIn(String name, String password) {
            return post("/login", "/login", Map.of("username", name, "password", password));
        }

        @Override
        public void close() {
            client.close();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
        return send(client, request, BodyHandlers.ofString());
    }

    private static <T> HttpResponse<T> send(HttpClient client, HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return client.send(request, body);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    /** What stands in place of the console's own. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        @Primary
        MovedClock movedClock() {
            return new MovedClock();
        }

        /** As cheap as bcrypt gets. */
        @Bean
        @Primary
        PasswordEncoder quickPasswords() {
            return new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(4)));
        }

        @Bean
        @Lazy
        Console console(Environment environment, People people, ApiTokens tokens) {
            return new Console(environment, people, tokens);
        }
    }
}
