package org.drawbridge.web.exposure;

import org.drawbridge.host.HostException;
import org.drawbridge.plan.PlanNotFoundException;
import org.drawbridge.plan.SituationUnknownException;
import org.drawbridge.profile.NoSuchProfileException;
import org.drawbridge.web.api.ApiController;
import org.drawbridge.web.api.Problems;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;

/** Questions about single packets, for scripts. */
@ApiController
class ExposureApi {

    private final PacketQuestions questions;

    ExposureApi(PacketQuestions questions) {
        this.questions = questions;
    }

    @PostMapping("/exposure/query")
    PacketAnswer query(@RequestBody PacketQuestion question) {
        return questions.answer(question);
    }

    @ExceptionHandler({PlanNotFoundException.class, NoSuchProfileException.class})
    ProblemDetail noSuchPlan() {
        return Problems.notFound("There is no plan with this id, or its bridge is gone. Look at /api/v1/profiles.");
    }

    /** The messages of both are sentences for people. */
    @ExceptionHandler({SituationUnknownException.class, HostException.class})
    ProblemDetail unknown(RuntimeException exception) {
        return Problems.of(
                HttpStatus.CONFLICT,
                "net-qube-unknown",
                "The net qube cannot be seen",
                String.valueOf(exception.getMessage()));
    }
}
