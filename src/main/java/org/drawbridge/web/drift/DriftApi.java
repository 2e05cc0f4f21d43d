package org.drawbridge.web.drift;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.drift.Drift;
import org.drawbridge.drift.DriftChangedException;
import org.drawbridge.drift.DriftKind;
import org.drawbridge.drift.Drifts;
import org.drawbridge.drift.NoSuchDriftException;
import org.drawbridge.drift.NotDecidableException;
import org.drawbridge.web.api.ApiController;
import org.drawbridge.web.api.InvalidInputException;
import org.drawbridge.web.api.Problems;
import org.drawbridge.web.api.Violation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Drift for scripts: the list, and the three decisions. */
@ApiController
class DriftApi {

    private final Drifts drifts;

    DriftApi(Drifts drifts) {
        this.drifts = drifts;
    }

    /** What nobody ignores; with {@code ignored=true} the rest too. */
    @GetMapping("/drift")
    List<Body> list(@RequestParam(defaultValue = "false") boolean ignored) {
        return (ignored ? drifts.all() : drifts.open()).stream().map(Body::of).toList();
    }

    @PostMapping("/drift/{id}/adopt")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void adopt(@PathVariable long id, @RequestBody Decision decision, Actor actor) {
        drifts.adopt(id, decision.shown(), actor);
    }

    /** Answers with the plan that puts it back. */
    @PostMapping("/drift/{id}/put-back")
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, UUID> putBack(@PathVariable long id, Actor actor) {
        return Map.of("plan", drifts.putBack(id, actor));
    }

    @PostMapping("/drift/{id}/ignore")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void ignore(@PathVariable long id, @RequestBody Decision decision, Actor actor) {
        String reason = decision.reason() == null ? "" : decision.reason().strip();
        if (reason.isEmpty() || reason.length() > Drifts.LONGEST_REASON) {
            throw new InvalidInputException(
                    List.of(new Violation("reason", "Say why, in 1 to " + Drifts.LONGEST_REASON + " characters.")));
        }
        drifts.ignore(id, decision.shown(), reason, actor);
    }

    @ExceptionHandler
    ProblemDetail gone(NoSuchDriftException exception) {
        return Problems.notFound(String.valueOf(exception.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail changed(DriftChangedException exception) {
        return Problems.of(
                HttpStatus.CONFLICT,
                "drift-changed",
                "It is something else by now",
                String.valueOf(exception.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail notDecidable(NotDecidableException exception) {
        return Problems.of(
                HttpStatus.CONFLICT,
                "not-decidable",
                "That cannot be decided here",
                String.valueOf(exception.getMessage()));
    }

    /**
     * What is decided on.
     *
     * @param sum the difference's sum as it was read, so that nobody decides on what they have not seen
     * @param reason why it is ignored
     */
    record Decision(@Nullable String sum, @Nullable String reason) {

        String shown() {
            if (sum == null || sum.isEmpty()) {
                throw new InvalidInputException(
                        List.of(new Violation("sum", "Name the sum of the difference that you have read.")));
            }
            return sum;
        }
    }

    /** A difference. */
    record Body(
            long id,
            String artifact,
            DriftKind kind,
            String expected,
            String found,
            String diff,
            String stockDiff,
            Instant since,
            String cause,
            @Nullable Long profile,
            String sum,
            boolean adoptable,
            @Nullable Ignored ignored) {

        static Body of(Drift drift) {
            return new Body(
                    drift.id(),
                    drift.artifact(),
                    drift.kind(),
                    drift.expected(),
                    drift.found(),
                    drift.diff(),
                    drift.stockDiff(),
                    drift.since(),
                    drift.cause(),
                    drift.profile(),
                    drift.sum(),
                    drift.decidable(),
                    drift.ignored()
                            .map(each -> new Ignored(each.reason(), each.by(), each.at()))
                            .orElse(null));
        }
    }

    /** Why and by whom it is left as it is. */
    record Ignored(String reason, String by, Instant at) {}
}
