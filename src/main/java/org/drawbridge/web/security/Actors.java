package org.drawbridge.web.security;

import jakarta.servlet.http.HttpServletRequest;
import org.drawbridge.audit.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Knows who is behind a request, as the audit log writes it. */
final class Actors {

    private static final String NO_ONE = "unknown";

    private Actors() {}

    static Actor of(HttpServletRequest request) {
        return of(SecurityContextHolder.getContext().getAuthentication(), request);
    }

    static Actor of(@Nullable Authentication who, HttpServletRequest request) {
        String via = ApiPaths.isCall(request) ? "api" : "console";
        String name = who == null || !who.isAuthenticated() || who instanceof AnonymousAuthenticationToken
                ? NO_ONE
                : who.getName();
        return new Actor(name, via, RequestId.of(request));
    }
}
