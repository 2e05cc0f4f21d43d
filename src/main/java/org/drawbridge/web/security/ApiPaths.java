package org.drawbridge.web.security;

import jakarta.servlet.http.HttpServletRequest;

/** The addresses that are for scripts, with a token and without a session. */
public final class ApiPaths {

    static final String[] PATTERNS = {
        "/api/**", "/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/**", "/actuator", "/actuator/**"
    };

    private ApiPaths() {}

    /** Whether the request goes to one of them. */
    public static boolean isCall(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/api/") || path.startsWith("/v3/api-docs") || path.startsWith("/actuator");
    }
}
