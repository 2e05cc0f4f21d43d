package org.drawbridge.web.inventory;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells open pages that the inventory is not what they show any more; each watcher has a virtual thread, which ends when a
 * heartbeat finds the watcher gone.
 */
@Controller
class InventoryEventStream {

    private static final int WATCHERS = 64;

    private static final Duration BETWEEN_BEATS = Duration.ofSeconds(15);

    private final InventoryNews news;

    private final Executor executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("inventory-events-", 0).factory());

    private final Semaphore free = new Semaphore(WATCHERS);

    InventoryEventStream(InventoryNews news) {
        this.news = news;
    }

    /**
     * Opens a stream of {@code inventory} events.
     *
     * @param seen the number of what the page shows
     * @param last the id of the last event that the watcher saw, which counts more
     */
    @GetMapping(path = "/inventory/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> open(
            @RequestParam(defaultValue = "") String seen,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "") String last) {
        if (!free.tryAcquire()) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header("Retry-After", "5")
                    .build();
        }
        SseEmitter emitter = new SseEmitter(0L);
        long shown = number(last.isEmpty() ? seen : last);
        executor.execute(() -> {
            try {
                follow(shown, emitter);
            } finally {
                free.release();
            }
        });
        return ResponseEntity.ok().header("X-Accel-Buffering", "no").body(emitter);
    }

    private void follow(long shown, SseEmitter emitter) {
        long last = shown;
        try {
            emitter.send(SseEmitter.event().comment("here"));
            while (!news.isOver()) {
                long now = news.await(last, BETWEEN_BEATS);
                emitter.send(
                        now == last
                                ? SseEmitter.event().comment("still here")
                                : SseEmitter.event()
                                        .id(Long.toString(now))
                                        .name("inventory")
                                        .data("{}"));
                last = now;
            }
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            emitter.completeWithError(gone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            emitter.complete();
        }
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }
}
