package org.drawbridge.web.plan;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.plan.Plans;
import org.drawbridge.plan.ScriptDirection;
import org.drawbridge.web.api.ApiController;
import org.drawbridge.web.api.InvalidInputException;
import org.drawbridge.web.api.Violation;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The plans for scripts. */
@ApiController
class PlanApi {

    private final Plans plans;

    private final ScriptExport export;

    PlanApi(Plans plans, ScriptExport export) {
        this.plans = plans;
        this.export = export;
    }

    @PostMapping("/profiles/{profile}/plans")
    @ResponseStatus(HttpStatus.CREATED)
    PlanBody create(@PathVariable long profile, @RequestBody(required = false) @Nullable Wish wish, Actor actor) {
        boolean remove = wish != null && Boolean.TRUE.equals(wish.remove());
        return PlanBody.of(plans.create(profile, remove, actor));
    }

    @GetMapping("/plans/{id}")
    PlanBody show(@PathVariable UUID id) {
        return PlanBody.of(plans.get(id));
    }

    @GetMapping("/plans/{id}/exposure")
    ExposureBody exposure(@PathVariable UUID id) {
        return ExposureBody.of(plans.get(id));
    }

    /** The plan as a script to carry to dom0 by hand. */
    @GetMapping(
            path = "/plans/{id}/script",
            produces = {"text/x-shellscript", "text/plain", "application/json"})
    void script(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "apply") String direction,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        ScriptDirection known = ScriptDirection.ofWord(direction)
                .orElseThrow(() -> new InvalidInputException(
                        List.of(new Violation("direction", "There is no such direction. Choose apply or restore."))));
        export.send(id, known, actor, response);
    }

    /** What is wanted of a plan: by default to raise the bridge. */
    record Wish(@Nullable Boolean remove) {}
}
