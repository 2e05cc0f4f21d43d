package org.drawbridge.web.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.drawbridge.web.security.ApiPaths;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** Makes a problem of whatever else goes wrong with a call; pages keep their error pages. An exception's words stay inside. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class ApiFallback {

    private static final Logger log = LoggerFactory.getLogger(ApiFallback.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> answer(Exception exception, HttpServletRequest request, HttpServletResponse response)
            throws Exception {
        if (!ApiPaths.isCall(request)
                || response.isCommitted()
                || exception instanceof AccessDeniedException
                || exception instanceof AuthenticationException) {
            throw exception;
        }
        HttpStatus status = status(exception);
        if (status.is5xxServerError()) {
            log.error("{} {} could not be answered", request.getMethod(), request.getRequestURI(), exception);
        }
        HttpHeaders headers = new HttpHeaders();
        if (exception instanceof ErrorResponse known) {
            headers.addAll(known.getHeaders());
        }
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        ProblemDetail problem =
                exception instanceof BindException wrong ? Problems.invalid(violations(wrong)) : problem(status);
        return new ResponseEntity<>(problem, headers, status);
    }

    private static List<Violation> violations(BindException wrong) {
        return wrong.getFieldErrors().stream()
                .map(error -> new Violation(error.getField(), "This is not of the form that the field has."))
                .toList();
    }

    private static HttpStatus status(Exception exception) {
        HttpStatusCode code = switch (exception) {
            case MaxUploadSizeExceededException tooLarge -> HttpStatus.CONTENT_TOO_LARGE;
            case ErrorResponse known -> known.getStatusCode();
            case HttpMessageNotReadableException unreadable -> HttpStatus.BAD_REQUEST;
            case MultipartException unreadable -> HttpStatus.BAD_REQUEST;
            default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
        HttpStatus status = HttpStatus.resolve(code.value());
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    private static ProblemDetail problem(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST -> Problems.invalid(List.of());
            case NOT_FOUND ->
                Problems.notFound("Nothing has this address. Look at the OpenAPI description at /v3/api-docs.");
            case METHOD_NOT_ALLOWED ->
                Problems.of(
                        status,
                        "method-not-allowed",
                        "This address does not take that method",
                        "Use one of the methods that the header Allow names.");
            case UNSUPPORTED_MEDIA_TYPE ->
                Problems.of(
                        status,
                        "unsupported-media-type",
                        "The body is of a type that is not taken here",
                        "Send JSON, with Content-Type: application/json.");
            case NOT_ACCEPTABLE ->
                Problems.of(
                        status,
                        "not-acceptable",
                        "The answer has none of the types that were asked for",
                        "Ask with Accept: application/json.");
            case CONTENT_TOO_LARGE ->
                Problems.of(status, "too-large", "The body is too large", "Send at most 2 MB a file.");
            default ->
                status.is5xxServerError()
                        ? Problems.of(
                                status,
                                "internal",
                                "The console stumbled",
                                "What happened is in the console's log, under the id in X-Request-Id.")
                        : Problems.of(
                                status,
                                "refused",
                                status.getReasonPhrase(),
                                "Nothing was done. Look at the OpenAPI description at /v3/api-docs.");
        };
    }
}
