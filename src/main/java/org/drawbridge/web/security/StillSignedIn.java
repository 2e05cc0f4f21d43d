package org.drawbridge.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.drawbridge.account.People;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session as soon as its person's password, role or permission is another. */
final class StillSignedIn extends OncePerRequestFilter {

    private final People people;
    private final SecurityContextLogoutHandler logout = new SecurityContextLogoutHandler();

    StillSignedIn(People people) {
        this.people = people;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable Authentication who = SecurityContextHolder.getContext().getAuthentication();
        if (who != null
                && who.getPrincipal() instanceof SignedIn person
                && people.named(person.name()).filter(person::isStill).isEmpty()) {
            logout.logout(request, response, who);
        }
        chain.doFilter(request, response);
    }
}
