package org.drawbridge.web.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.drawbridge.account.ApiTokens;
import org.drawbridge.account.PasswordLogin;
import org.drawbridge.account.People;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.web.security.FormLogin.TooManyTriesException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfException;
import tools.jackson.databind.json.JsonMapper;

/** Two ways in that never meet: scripts with a token, and people with a session. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** What everyone may see: the way in, and what a page is made of. */
    static final String[] OPEN = {"/login", "/setup", "/assets/**", "/favicon.svg"};

    @Bean
    RoleHierarchy roleHierarchy() {
        return Authorities.hierarchy();
    }

    @Bean
    Denials denials(AuditLog audit, JsonMapper json) {
        return new Denials(audit, json);
    }

    @Bean
    @Order(1)
    SecurityFilterChain calls(HttpSecurity http, ApiTokens tokens, Denials denials) {
        return http.securityMatcher(ApiPaths.PATTERNS)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SafeHeaders::set)
                .addFilterBefore(new BearerTokens(tokens), AuthorizationFilter.class)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, exception) -> denials.noToken(request, response))
                        .accessDeniedHandler((request, response, exception) -> denials.roleTooSmall(request, response)))
                .authorizeHttpRequests(requests -> apply(RouteRule.CALLS, requests))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http, People people, PasswordLogin passwords, AuditLog audit, Denials denials) {
        return http.headers(SafeHeaders::set)
                .authenticationProvider(new FormLogin(passwords))
                .formLogin(form -> form.loginPage("/login")
                        .authenticationDetailsSource(RequestId::of)
                        .failureHandler(
                                (request, response, exception) -> response.sendRedirect("/login?" + reason(exception))))
                .logout(logout -> logout.addLogoutHandler((request, response, who) -> recordLogout(audit, request, who))
                        .logoutSuccessUrl("/login?out"))
                .addFilterBefore(new StillSignedIn(people), AuthorizationFilter.class)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(SecurityConfiguration::toLogin)
                        .accessDeniedHandler((request, response, exception) -> denials.notYours(
                                request,
                                response,
                                exception instanceof CsrfException ? "the form is too old" : "the role is too small")))
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers(OPEN).permitAll();
                    apply(RouteRule.PAGES, requests);
                })
                .build();
    }

    private static void apply(
            List<RouteRule> rules,
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                .permitAll();
        for (RouteRule rule : rules) {
            if (rule.methods().isEmpty()) {
                requests.requestMatchers(rule.pattern()).hasRole(rule.role().name());
            }
            for (HttpMethod method : rule.methods()) {
                requests.requestMatchers(method, rule.pattern())
                        .hasRole(rule.role().name());
            }
        }
    }

    /** A part of a page asks by script, which has to load the whole page anew to get to the log-in. */
    private static void toLogin(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Refresh", "true");
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        } else {
            response.sendRedirect("/login");
        }
    }

    private static String reason(AuthenticationException exception) {
        return exception instanceof TooManyTriesException tooMany
                ? "wait=" + tooMany.left().plusMillis(999).toSeconds()
                : "refused";
    }

    private static void recordLogout(AuditLog audit, HttpServletRequest request, @Nullable Authentication who) {
        if (who != null) {
            audit.append(
                    AuditEvent.of(Actors.of(who, request), "user.logout", "user:" + who.getName(), Outcome.SUCCESS));
        }
    }
}
