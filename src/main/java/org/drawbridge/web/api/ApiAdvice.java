package org.drawbridge.web.api;

import java.util.List;
import java.util.stream.Collectors;
import org.drawbridge.host.HostException;
import org.drawbridge.job.UnknownJobException;
import org.drawbridge.job.UnknownPlanException;
import org.drawbridge.patch.PatchNotFoundException;
import org.drawbridge.plan.PlanNotFoundException;
import org.drawbridge.profile.NoSuchProfileException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Answers what is wrong with requests to the API, field by field. */
@RestControllerAdvice(annotations = ApiController.class)
@Order(100)
class ApiAdvice {

    @ExceptionHandler
    ProblemDetail invalid(InvalidInputException exception) {
        return Problems.invalid(exception.violations());
    }

    /** Their messages are sentences for people. */
    @ExceptionHandler({
        NoSuchProfileException.class,
        PatchNotFoundException.class,
        PlanNotFoundException.class,
        UnknownJobException.class,
        UnknownPlanException.class
    })
    ProblemDetail notFound(RuntimeException exception) {
        return Problems.notFound(String.valueOf(exception.getMessage()));
    }

    /** The messages of the host are sentences for people too. */
    @ExceptionHandler
    ProblemDetail hostTrouble(HostException exception) {
        return Problems.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "host-unreachable",
                "The host cannot be read",
                exception.getMessage() + " Nothing was changed.");
    }

    @ExceptionHandler
    ProblemDetail mismatch(MethodArgumentTypeMismatchException exception) {
        return Problems.invalid(
                List.of(new Violation(exception.getName(), "This is not of the form that the field has.")));
    }

    @ExceptionHandler
    ProblemDetail missing(MissingServletRequestParameterException exception) {
        return Problems.invalid(List.of(new Violation(exception.getParameterName(), "This has to be given.")));
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException exception) {
        if (exception.getCause() instanceof DatabindException cause
                && !cause.getPath().isEmpty()) {
            return Problems.invalid(
                    List.of(new Violation(path(cause), "This is not of the JSON type that the field has.")));
        }
        return Problems.of(
                HttpStatus.BAD_REQUEST,
                "unreadable",
                "The body cannot be read",
                "The body has to be one JSON object. Look at the OpenAPI description at /v3/api-docs.");
    }

    private static String path(DatabindException cause) {
        return cause.getPath().stream()
                .map(ApiAdvice::part)
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String part(JacksonException.Reference reference) {
        String name = reference.getPropertyName();
        return name == null ? "[" + reference.getIndex() + "]" : "." + name;
    }
}
