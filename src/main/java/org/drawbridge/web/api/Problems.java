package org.drawbridge.web.api;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Problems of RFC 9457 as this API writes them: the type is a word that stays, the detail a sentence for people. */
public final class Problems {

    private Problems() {}

    /**
     * A problem.
     *
     * @param type a word that scripts hold on to, such as {@code stale-plan}
     * @param title the same in words
     * @param detail what is, and what to do next
     */
    public static ProblemDetail of(HttpStatus status, String type, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(type));
        problem.setTitle(title);
        return problem;
    }

    /** Input that breaks rules, with all the rules it breaks. */
    public static ProblemDetail invalid(List<Violation> violations) {
        ProblemDetail problem = of(
                HttpStatus.BAD_REQUEST,
                "invalid-input",
                "Some fields need another value",
                "Correct the fields that are named and send the request again.");
        problem.setProperty("violations", violations);
        return problem;
    }

    public static ProblemDetail notFound(String detail) {
        return of(HttpStatus.NOT_FOUND, "not-found", "There is no such thing", detail);
    }
}
