package org.drawbridge.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.drawbridge.Console;
import org.drawbridge.ConsoleTest;
import org.drawbridge.account.People;
import org.drawbridge.account.Person;
import org.drawbridge.account.Role;
import org.drawbridge.audit.AuditFilter;
import org.drawbridge.audit.AuditTrail;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Tries every route that the console has, as no one and with every role, on both ways in. */
@ConsoleTest
class AccessIntegrationTests {

    /** Each route with the least role that it takes, or {@code everyone}: written out by hand, a line a route. */
    private static final Path TABLE = Path.of("src/test/resources/access/routes.txt");

    private static final String EVERYONE = "everyone";

    @Autowired
    @Qualifier("springSecurityFilterChain")
    private FilterChainProxy security;

    @Autowired
    private WebApplicationContext application;

    @Autowired
    private Console console;

    @Autowired
    private People people;

    @Autowired
    private AuditTrail trail;

    /**
     * A line of the table.
     *
     * @param who the least role, or {@code everyone}
     */
    private record Route(String who, String method, String pattern) {

        static Route of(String line) {
            String[] parts = line.strip().split("\\s+", -1);
            assertThat(parts).as("role, method and path").hasSize(3);
            return new Route(parts[0], parts[1], parts[2]);
        }

        String address() {
            return method + " " + pattern;
        }

        /** A path that fits. */
        String path() {
            return pattern.replaceAll("\\{[^/]*}", "1").replace("**", "x").replace("*", "1");
        }

        boolean isCall() {
            return pattern.matches("/(api/|v3/|actuator).*");
        }

        boolean isFor(@Nullable Role role) {
            return who.equals(EVERYONE)
                    || (role != null && role.compareTo(Role.of(who).orElseThrow()) >= 0);
        }
    }

    @Test
    void tableNamesEveryRouteAndNoOther() throws IOException {
        assertThat(table().stream().map(Route::address))
                .as("a new route needs its line in %s", TABLE)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(routes());
    }

    @Test
    void everyRouteAsksForTheRoleItTakes() throws Exception {
        Map<Role, String> tokens = new EnumMap<>(Role.class);
        Map<Role, Person> persons = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            tokens.put(role, console.token(role));
            console.person(role).close();
            persons.put(role, people.named(role.word()).orElseThrow());
        }
        List<String> wrong = new ArrayList<>();
        for (Route route : table()) {
            check(route, "no one", route.isFor(null), passes(route, null, null), wrong);
            for (Role role : Role.values()) {
                boolean call = route.isCall() && route.isFor(role);
                boolean page = !route.isCall() && route.isFor(role);
                check(route, role + " with a session", page, passes(route, persons.get(role), null), wrong);
                check(
                        route,
                        role + " with a token",
                        call || route.isFor(null),
                        passes(route, null, tokens.get(role)),
                        wrong);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void deniedCallsAreProblemsAndAudited() {
        var nobody = console.call("", "GET", "/api/v1/audit", "");
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(nobody.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(nobody.body()).contains("\"status\":401", "\"type\":\"unauthorized\"");
        assertThat(console.call("no-such-token", "GET", "/api/v1/audit", "").statusCode())
                .isEqualTo(401);

        var small = console.call(console.token(Role.VIEWER), "DELETE", "/api/v1/patches/1", "");
        assertThat(small.statusCode()).isEqualTo(403);
        assertThat(small.body()).contains("\"type\":\"forbidden\"");
        String request = small.headers().firstValue(RequestId.HEADER).orElseThrow();
        assertThat(trail.search(new AuditFilter("token:test", "access.deny", null, null, null, 0, 50))
                        .content())
                .anySatisfy(entry -> {
                    assertThat(entry.subject()).isEqualTo("route:DELETE /api/v1/patches/1");
                    assertThat(entry.outcome()).isEqualTo("denied");
                    assertThat(entry.detail()).containsEntry("request", request);
                });
        assertThat(trail.search(new AuditFilter("unknown", "access.deny", null, null, null, 0, 50))
                        .content())
                .isNotEmpty();
    }

    @Test
    void actuatorAndDescriptionAreForTokensOnly() {
        for (String path : List.of("/actuator/health", "/actuator/prometheus", "/v3/api-docs")) {
            assertThat(console.call("", "GET", path, "").statusCode()).as(path).isEqualTo(401);
            assertThat(console.call("GET", path, "").statusCode()).as(path).isEqualTo(200);
        }
        for (String path : List.of("/actuator", "/actuator/env", "/actuator/beans", "/actuator/shutdown")) {
            assertThat(console.call("GET", path, "").statusCode()).as(path).isEqualTo(404);
        }
        assertThat(console.call("GET", "/v3/api-docs", "").body()).contains("\"/api/v1/audit\"", "bearer");
    }

    private static List<Route> table() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Route::of)
                .toList();
    }

    /** Pages, calls, the API's description, the actuator, and files; log-in and log-out are answered by the filters. */
    private Set<String> routes() {
        Set<String> routes = new TreeSet<>(Set.of("GET /assets/**", "GET /favicon.svg"));
        for (RequestMappingInfoHandlerMapping mapping : application
                .getBeansOfType(RequestMappingInfoHandlerMapping.class)
                .values()) {
            for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                for (String pattern : info.getPatternValues()) {
                    if (methods.isEmpty()) {
                        routes.add("GET " + pattern);
                    }
                    methods.forEach(method -> routes.add(method.name() + " " + pattern));
                }
            }
        }
        return routes;
    }

    private static void check(Route route, String who, boolean expected, boolean passed, List<String> wrong) {
        if (expected != passed) {
            wrong.add(route.address() + (passed ? " is open to " : " is closed to ") + who);
        }
    }

    /** Whether a request gets past the filters to where the controllers are; none of them is really called. */
    private boolean passes(Route route, @Nullable Person person, @Nullable String token)
            throws ServletException, IOException {
        MockHttpServletRequest request =
                new MockHttpServletRequest(application.getServletContext(), route.method(), route.path());
        request.setServletPath(route.path());
        if (person != null) {
            request.setSession(session(person));
        }
        if (token != null) {
            request.addHeader("Authorization", "Bearer " + token);
        }
        csrf().postProcessRequest(request);
        MockFilterChain chain = new MockFilterChain();
        security.doFilter(request, new MockHttpServletResponse(), chain);
        return chain.getRequest() != null;
    }

    private static MockHttpSession session(Person person) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                SignedIn.as(person), null, Authorities.of(person.role())));
        MockHttpSession session = new MockHttpSession();
        session.setAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, context);
        return session;
    }
}
