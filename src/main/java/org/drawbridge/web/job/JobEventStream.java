package org.drawbridge.web.job;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.drawbridge.job.JobEvent;
import org.drawbridge.job.Jobs;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends what happens to a job to those who watch, from the event after the one they saw last; each watcher has a virtual
 * thread, which ends with the job or when a heartbeat finds the watcher gone.
 */
@Component
public class JobEventStream {

    private static final int WATCHERS = 64;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private static final int LOOKS_TO_HEARTBEAT = 60;

    private final Jobs jobs;

    private final Executor executor;

    private final Pause pause;

    private final Semaphore free = new Semaphore(WATCHERS);

    @Autowired
    JobEventStream(Jobs jobs) {
        this(
                jobs,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("job-events-", 0).factory()),
                () -> TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis()));
    }

    JobEventStream(Jobs jobs, Executor executor, Pause pause) {
        this.jobs = jobs;
        this.executor = executor;
        this.pause = pause;
    }

    /** Waits between two looks for news. */
    @FunctionalInterface
    interface Pause {
        void take() throws InterruptedException;
    }

    /**
     * Opens a stream; there is none where the watcher saw the end already, or where too many watch.
     *
     * @param lastSeen the id of the last event that the watcher saw, or null
     * @throws org.drawbridge.job.UnknownJobException when there is no such job
     */
    public ResponseEntity<SseEmitter> open(long job, @Nullable String lastSeen) {
        long last = number(lastSeen);
        if (jobs.get(job).isEnded() && jobs.eventsAfter(job, last).isEmpty()) {
            return ResponseEntity.noContent().build();
        }
        if (!free.tryAcquire()) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header("Retry-After", "5")
                    .build();
        }
        SseEmitter emitter = new SseEmitter(0L);
        executor.execute(() -> {
            try {
                follow(job, last, emitter);
            } finally {
                free.release();
            }
        });
        return ResponseEntity.ok().header("X-Accel-Buffering", "no").body(emitter);
    }

    private void follow(long job, long lastSeen, SseEmitter emitter) {
        try {
            long last = lastSeen;
            for (int quiet = 0; ; ) {
                boolean ended = jobs.get(job).isEnded();
                List<JobEvent> news = jobs.eventsAfter(job, last);
                for (JobEvent event : news) {
                    emitter.send(SseEmitter.event()
                            .id(Long.toString(event.id()))
                            .name(event.name())
                            .data(event.data()));
                    last = event.id();
                }
                if (news.isEmpty() && ended) {
                    emitter.complete();
                    return;
                }
                if (news.isEmpty()) {
                    quiet = beat(emitter, quiet);
                    pause.take();
                }
            }
        } catch (IOException | IllegalStateException gone) {
            emitter.completeWithError(gone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            emitter.complete();
        }
    }

    private static int beat(SseEmitter emitter, int quiet) throws IOException {
        if (quiet % LOOKS_TO_HEARTBEAT == 0) {
            emitter.send(SseEmitter.event().comment("still here"));
        }
        return quiet + 1;
    }

    private static long number(@Nullable String lastSeen) {
        return lastSeen != null && lastSeen.matches("[0-9]{1,18}") ? Long.parseLong(lastSeen) : 0;
    }
}
