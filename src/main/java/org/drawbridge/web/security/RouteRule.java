package org.drawbridge.web.security;

import java.util.List;
import java.util.Set;
import org.drawbridge.account.Role;
import org.springframework.http.HttpMethod;

/**
 * Which role a route takes at least. The first rule that fits counts, and what no rule names is the administrator's.
 *
 * @param methods the methods it is about, none for all
 * @param pattern the path, as Spring writes patterns
 */
record RouteRule(Set<HttpMethod> methods, String pattern, Role role) {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Set<HttpMethod> ANY = Set.of();

    static final List<RouteRule> PAGES = List.of(
            new RouteRule(READING, "/settings/users/**", Role.ADMINISTRATOR),
            new RouteRule(READING, "/settings/tokens/**", Role.ADMINISTRATOR),
            new RouteRule(READING, "/settings/host/**", Role.ADMINISTRATOR),
            new RouteRule(READING, "/**", Role.VIEWER),
            new RouteRule(ANY, "/theme", Role.VIEWER),
            new RouteRule(ANY, "/settings/password", Role.VIEWER),
            new RouteRule(ANY, "/exposure/**", Role.VIEWER),
            new RouteRule(ANY, "/jobs/*/close", Role.ADMINISTRATOR),
            new RouteRule(ANY, "/inventory/**", Role.OPERATOR),
            new RouteRule(ANY, "/qubes/**", Role.OPERATOR),
            new RouteRule(ANY, "/bridges/**", Role.OPERATOR),
            new RouteRule(ANY, "/plans/**", Role.OPERATOR),
            new RouteRule(ANY, "/jobs/**", Role.OPERATOR),
            new RouteRule(ANY, "/drift/**", Role.OPERATOR),
            new RouteRule(ANY, "/**", Role.ADMINISTRATOR));

    static final List<RouteRule> CALLS = List.of(
            new RouteRule(READING, "/api/v1/users/**", Role.ADMINISTRATOR),
            new RouteRule(READING, "/api/v1/tokens/**", Role.ADMINISTRATOR),
            new RouteRule(READING, "/**", Role.VIEWER),
            new RouteRule(ANY, "/api/v1/exposure/query", Role.VIEWER),
            new RouteRule(ANY, "/api/v1/jobs/*/close", Role.ADMINISTRATOR),
            new RouteRule(ANY, "/api/v1/inventory/**", Role.OPERATOR),
            new RouteRule(ANY, "/api/v1/profiles/**", Role.OPERATOR),
            new RouteRule(ANY, "/api/v1/plans/**", Role.OPERATOR),
            new RouteRule(ANY, "/api/v1/jobs/**", Role.OPERATOR),
            new RouteRule(ANY, "/api/v1/drift/**", Role.OPERATOR),
            new RouteRule(ANY, "/**", Role.ADMINISTRATOR));
}
