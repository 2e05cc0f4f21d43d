package org.drawbridge.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Tries every route that the console has, as no one and with every role, on both ways in. */
@ConsoleTest
class AccessIntegrationTests {

    /** Routes that change something and that less than an administrator may use, written out once more. */
    private static final Map<String, Role> CHANGING = Map.ofEntries(
            Map.entry("POST /theme", Role.VIEWER),
            Map.entry("POST /settings/password", Role.VIEWER),
            Map.entry("POST /api/v1/exposure/query", Role.VIEWER));

    private static final Set<String> OPERATED = Set.of("inventory", "qubes", "bridges", "profiles", "plans", "jobs");

    private static final Set<String> OPEN = Set.of("GET /login", "GET /setup", "POST /setup");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

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

    private record Route(String method, String path) {}

    @Test
    void everyRouteAsksForTheRoleItTakes() throws Exception {
        Map<Role, String> tokens = new EnumMap<>(Role.class);
        Map<Role, Person> persons = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            tokens.put(role, console.token(role));
            console.person(role).close();
            persons.put(role, people.named(role.word()).orElseThrow());
        }
        List<Route> routes = routes();
        assertThat(routes).contains(new Route("GET", "/audit"), new Route("GET", "/api/v1/audit"));
        List<String> wrong = new ArrayList<>();
        for (Route route : routes) {
            boolean call = route.path().startsWith("/api/") || route.path().startsWith("/v3/");
            boolean open = OPEN.contains(route.method() + " " + route.path());
            check(route, "no one", open, passes(route, null, null), wrong);
            for (Role role : Role.values()) {
                boolean allowed = open || role.compareTo(needed(route)) >= 0;
                check(route, role + " with a session", !call && allowed, passes(route, persons.get(role), null), wrong);
                check(
                        route,
                        role + " with a token",
                        open || (call && allowed),
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
        assertThat(console.call("GET", "/actuator/env", "").statusCode()).isEqualTo(404);
        assertThat(console.call("GET", "/v3/api-docs", "").body()).contains("\"/api/v1/audit\"", "bearer");
    }

    private List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
            for (String pattern : info.getPatternValues()) {
                String path = pattern.replaceAll("\\{[^/]*}", "1").replace("/**", "/x");
                Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
                if (methods.isEmpty()) {
                    routes.add(new Route("GET", path));
                }
                methods.forEach(method -> routes.add(new Route(method.name(), path)));
            }
        }
        return routes;
    }

    private static Role needed(Route route) {
        Role special = CHANGING.get(route.method() + " " + route.path());
        if (special != null) {
            return special;
        }
        boolean accounts = route.path().matches("(/settings|/api/v1)/(users|tokens)(/.*)?");
        if (route.method().equals("GET")) {
            return accounts ? Role.ADMINISTRATOR : Role.VIEWER;
        }
        String part = route.path().replaceFirst("^/api/v1", "").split("/", -1)[1];
        return OPERATED.contains(part) && !route.path().endsWith("/close") ? Role.OPERATOR : Role.ADMINISTRATOR;
    }

    private static void check(Route route, String who, boolean expected, boolean passed, List<String> wrong) {
        if (expected != passed) {
            wrong.add(route + (passed ? " is open to " : " is closed to ") + who);
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
