package org.drawbridge.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.web.api.Problems;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Says no, and writes down to whom. */
final class Denials {

    private final AuditLog audit;
    private final JsonMapper json;

    Denials(AuditLog audit, JsonMapper json) {
        this.audit = audit;
        this.json = json;
    }

    /** To a call without a token that works. */
    void noToken(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean given = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        record(request, given ? "the token does not work" : "no token");
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, given ? "Bearer error=\"invalid_token\"" : "Bearer");
        answer(
                response,
                Problems.of(
                        HttpStatus.UNAUTHORIZED,
                        "unauthorized",
                        given ? "The token does not work" : "A token is needed",
                        "Send a token that is neither expired nor revoked as Authorization: Bearer TOKEN."
                                + " An administrator makes one under Settings."));
    }

    /** To a call whose token has too small a role. */
    void roleTooSmall(HttpServletRequest request, HttpServletResponse response) throws IOException {
        record(request, "the role is too small");
        answer(
                response,
                Problems.of(
                        HttpStatus.FORBIDDEN,
                        "forbidden",
                        "The role of this token is too small",
                        "Nothing was done. Use a token with a larger role."));
    }

    /** To a person; the error page follows. */
    void notYours(HttpServletRequest request, HttpServletResponse response, String reason) throws IOException {
        record(request, reason);
        response.sendError(HttpStatus.FORBIDDEN.value());
    }

    /** To a request that came by a name or from a page that is not this console's; the answer is the filter's. */
    void foreign(HttpServletRequest request, String reason) {
        record(request, reason);
    }

    private void record(HttpServletRequest request, String reason) {
        audit.append(AuditEvent.of(
                        Actors.of(request),
                        "access.deny",
                        "route:" + request.getMethod() + " " + request.getRequestURI(),
                        Outcome.DENIED)
                .with("reason", reason));
    }

    private void answer(HttpServletResponse response, ProblemDetail problem) throws IOException {
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
}
