package org.drawbridge.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.drawbridge.job.UnknownJobException;
import org.drawbridge.job.UnknownPlanException;
import org.drawbridge.patch.PatchNotFoundException;
import org.drawbridge.plan.PlanNotFoundException;
import org.drawbridge.profile.NoSuchProfileException;
import org.drawbridge.stock.NoSuchReviewException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/** Leads whoever asks a page for something that is not there, or not any more, to the page that says so. */
@ControllerAdvice(annotations = Controller.class)
@Order(200)
class NotThereAdvice {

    @ExceptionHandler({
        NoSuchProfileException.class,
        NoSuchReviewException.class,
        PatchNotFoundException.class,
        PlanNotFoundException.class,
        UnknownJobException.class,
        UnknownPlanException.class
    })
    void notThere(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
