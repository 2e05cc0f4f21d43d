package org.drawbridge.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.drawbridge.account.ApiTokens;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets a call in by the token in its header. */
final class BearerTokens extends OncePerRequestFilter {

    private static final String SCHEME = "bearer ";
    private static final int LONGEST = 1_000;

    private final ApiTokens tokens;

    BearerTokens(ApiTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header != null
                && header.length() <= LONGEST
                && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            tokens.recognise(header.substring(SCHEME.length()).strip()).ifPresent(token -> {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(new TokenAuthentication(token));
                SecurityContextHolder.setContext(context);
            });
        }
        chain.doFilter(request, response);
    }

    /** Also when an answer goes on later, as a stream of events does. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }
}
