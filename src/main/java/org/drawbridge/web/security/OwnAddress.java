package org.drawbridge.web.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers only to this console's own names, so that no foreign name can be pointed at it (DNS rebinding), and changes nothing
 * for pages that came from elsewhere.
 */
final class OwnAddress extends OncePerRequestFilter {

    private static final Set<String> READING =
            Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.OPTIONS.name(), HttpMethod.TRACE.name());

    private final Set<String> names;
    private final Denials denials;

    /** @param further names besides those of this machine's loopback, in lower case */
    OwnAddress(Set<String> further, Denials denials) {
        this.names = new HashSet<>(Set.of("localhost", "127.0.0.1"));
        this.names.addAll(further);
        this.denials = denials;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable String host = request.getHeader(HttpHeaders.HOST);
        @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (!isOwn(request, host)) {
            denials.foreign(request, "it came by the name " + host);
            refuse(request, response, HttpStatus.MISDIRECTED_REQUEST);
        } else if (origin != null && !READING.contains(request.getMethod()) && !isOwnOrigin(request, origin)) {
            denials.foreign(request, "it came from a page of " + origin);
            refuse(request, response, HttpStatus.FORBIDDEN);
        } else {
            chain.doFilter(request, response);
        }
    }

    private boolean isOwnOrigin(HttpServletRequest request, String origin) {
        String beginning = request.getScheme() + "://";
        return origin.startsWith(beginning) && isOwn(request, origin.substring(beginning.length()));
    }

    private boolean isOwn(HttpServletRequest request, @Nullable String host) {
        if (host == null) {
            return false;
        }
        int port = request.getLocalPort();
        String wanted = host.toLowerCase(Locale.ROOT);
        return names.stream()
                .anyMatch(name -> wanted.equals(name + ":" + port) || (isUsual(request, port) && wanted.equals(name)));
    }

    private static boolean isUsual(HttpServletRequest request, int port) {
        return port == (request.isSecure() ? 443 : 80);
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, HttpStatus status)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.getWriter()
                .println("This request came by a name or from a page that is not this console's. Open "
                        + request.getScheme() + "://localhost:" + request.getLocalPort() + " instead.");
    }
}
