package org.drawbridge.web.plan;

import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.plan.Plans;
import org.drawbridge.web.api.ApiController;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The plans for scripts. */
@ApiController
class PlanApi {

    private final Plans plans;

    PlanApi(Plans plans) {
        this.plans = plans;
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

    /** What is wanted of a plan: by default to raise the bridge. */
    record Wish(@Nullable Boolean remove) {}
}
