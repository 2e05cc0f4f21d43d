package org.drawbridge.web.api;

import org.drawbridge.job.HostBusyException;
import org.drawbridge.job.NotAcknowledgedException;
import org.drawbridge.job.NotApplicableException;
import org.drawbridge.job.NotConfirmedException;
import org.drawbridge.job.StalePlanException;
import org.drawbridge.job.SupersededException;
import org.drawbridge.job.WrongStateException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers why a job cannot do what a script asks. */
@RestControllerAdvice(annotations = ApiController.class)
@Order(50)
class JobApiAdvice {

    @ExceptionHandler
    ProblemDetail notAcknowledged(NotAcknowledgedException exception) {
        ProblemDetail problem = conflict("not-acknowledged", "Warnings were not acknowledged", exception);
        problem.setProperty("missing", exception.missing());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail stale(StalePlanException exception) {
        ProblemDetail problem = conflict("stale-plan", "The plan is out of date", exception);
        problem.setProperty("changed", exception.changed());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail notApplicable(NotApplicableException exception) {
        return conflict("not-applicable", "The plan cannot be applied", exception);
    }

    @ExceptionHandler
    ProblemDetail wrongState(WrongStateException exception) {
        ProblemDetail problem = conflict("wrong-state", "The job's state does not allow that", exception);
        problem.setProperty("state", exception.state());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail notConfirmed(NotConfirmedException exception) {
        return conflict("not-confirmed", "The host may still go back by itself", exception);
    }

    @ExceptionHandler
    ProblemDetail superseded(SupersededException exception) {
        ProblemDetail problem = conflict("superseded", "A later job changed the same", exception);
        problem.setProperty("job", exception.later());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail busy(HostBusyException exception) {
        ProblemDetail problem =
                Problems.of(HttpStatus.LOCKED, "host-busy", "Another job holds the host", sentence(exception));
        problem.setProperty("job", exception.job());
        return problem;
    }

    private static ProblemDetail conflict(String type, String title, RuntimeException exception) {
        return Problems.of(HttpStatus.CONFLICT, type, title, sentence(exception));
    }

    private static String sentence(RuntimeException exception) {
        String message = exception.getMessage();
        return message == null ? "" : message;
    }
}
