package org.drawbridge.web;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Serves the bar above the content by itself, so that a page that stays open keeps showing how things stand. */
@Controller
class BarController {

    /** The time at the server, which the countdown goes by. */
    static final String NOW = "Drawbridge-Now";

    private final Times times;

    BarController(Times times) {
        this.times = times;
    }

    @GetMapping("/bar")
    String bar(HttpServletResponse response) {
        response.setHeader(NOW, times.now().toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return "fragments/bar :: alone";
    }
}
