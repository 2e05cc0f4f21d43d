package org.drawbridge.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page its frame, and the words for times. */
@ControllerAdvice
class FrameAdvice {

    private final FrontendAssets assets;
    private final Times times;
    private final ObjectProvider<HostFootSource> host;
    private final ObjectProvider<BarSource> bars;

    FrameAdvice(
            FrontendAssets assets, Times times, ObjectProvider<HostFootSource> host, ObjectProvider<BarSource> bars) {
        this.assets = assets;
        this.times = times;
        this.host = host;
        this.bars = bars;
    }

    @ModelAttribute("frame")
    Frame frame(HttpServletRequest request) {
        String query = request.getQueryString();
        String path = request.getRequestURI() + (query == null ? "" : "?" + query);
        return new Frame(
                assets,
                Theme.chosenIn(request),
                path,
                host.getIfAvailable(),
                bars.orderedStream().toList());
    }

    @ModelAttribute("times")
    Times times() {
        return times;
    }
}
