package org.drawbridge.web.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.job.JobState;
import org.drawbridge.job.JobView;
import org.drawbridge.job.Jobs;
import org.drawbridge.web.job.JobEventStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Jobs for scripts: started from a plan, watched, kept or sent back. */
@ApiController
class JobApi {

    private final Jobs jobs;

    private final JobEventStream streams;

    JobApi(Jobs jobs, JobEventStream streams) {
        this.jobs = jobs;
        this.streams = streams;
    }

    /**
     * What starts a job.
     *
     * @param digest the digest of the plan that was read
     * @param confirmWithin how long the job waits, as an ISO 8601 duration; the setting's where absent
     * @param acknowledge the codes of the warnings that are known; none where absent
     * @param until when the bridge is taken down by itself, as an ISO 8601 instant; never where absent
     * @param length the same as an ISO 8601 duration from now on, as {@code for}
     */
    record JobRequest(
            @Nullable String digest,
            @Nullable String confirmWithin,
            @Nullable Set<String> acknowledge,
            @Nullable String until,
            @JsonProperty("for") @Nullable String length) {}

    /** Until when a bridge is to stay, told in one of the two ways. */
    record UntilRequest(
            @Nullable String until,
            @JsonProperty("for") @Nullable String length) {}

    /** The job that was started. */
    record Started(long id, JobState state) {}

    @PostMapping("/plans/{id}/jobs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Started start(@PathVariable UUID id, @RequestBody(required = false) @Nullable JobRequest request, Actor actor) {
        List<Violation> violations = new ArrayList<>();
        String digest = request == null || request.digest() == null ? "" : request.digest();
        if (digest.isEmpty()) {
            violations.add(new Violation("digest", "Give the digest of the plan that you have read."));
        }
        Duration within = confirmWithin(request, violations);
        Optional<Instant> until =
                request == null ? Optional.empty() : until(request.until(), request.length(), violations);
        requireRaised(id, until, violations);
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
        Set<String> acknowledged = request == null || request.acknowledge() == null ? Set.of() : request.acknowledge();
        JobView job = jobs.start(id, digest, within, until, acknowledged, actor);
        return new Started(job.id(), job.state());
    }

    @GetMapping("/jobs")
    PagedList<JobView> list(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "50") int size) {
        int number = PagedList.pageOf(page);
        int entries = PagedList.sizeOf(size);
        return new PagedList<>(jobs.page(number, entries), number, entries, jobs.count());
    }

    @GetMapping("/jobs/{id}")
    JobView show(@PathVariable long id) {
        return jobs.get(id);
    }

    @GetMapping(path = "/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> events(
            @PathVariable long id, @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
        return streams.open(id, last);
    }

    @PostMapping("/jobs/{id}/confirm")
    JobView confirm(@PathVariable long id, Actor actor) {
        return jobs.confirm(id, actor);
    }

    @PostMapping("/jobs/{id}/revert")
    JobView revert(@PathVariable long id, Actor actor) {
        return jobs.revert(id, actor);
    }

    @PostMapping("/jobs/{id}/resume")
    JobView resume(@PathVariable long id, Actor actor) {
        return jobs.resume(id, actor);
    }

    @PostMapping("/jobs/{id}/close")
    JobView close(@PathVariable long id, Actor actor) {
        return jobs.close(id, actor);
    }

    /** Lets a bridge that is kept until a time stay until another one. */
    @PutMapping("/jobs/{id}/until")
    JobView keepUntil(
            @PathVariable long id, @RequestBody(required = false) @Nullable UntilRequest request, Actor actor) {
        List<Violation> violations = new ArrayList<>();
        Optional<Instant> until =
                request == null ? Optional.empty() : until(request.until(), request.length(), violations);
        if (until.isEmpty() && violations.isEmpty()) {
            violations.add(new Violation("until", Jobs.UNTIL));
        }
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
        return jobs.keepUntil(id, until, actor);
    }

    /** Lets it stay for good. */
    @DeleteMapping("/jobs/{id}/until")
    JobView keepForGood(@PathVariable long id, Actor actor) {
        return jobs.keepUntil(id, Optional.empty(), actor);
    }

    private Optional<Instant> until(@Nullable String until, @Nullable String length, List<Violation> violations) {
        String field = until == null ? "for" : "until";
        if (until != null && length != null) {
            violations.add(new Violation("until", "Give until or for, not both."));
            return Optional.empty();
        }
        try {
            Optional<Instant> time = Optional.ofNullable(until)
                    .map(Instant::parse)
                    .or(() -> Optional.ofNullable(length).map(Duration::parse).map(jobs::after));
            if (time.filter(each -> !jobs.isPossible(each)).isEmpty()) {
                return time;
            }
        } catch (DateTimeException | ArithmeticException unreadable) {
            // Told below together with what is out of bounds.
        }
        violations.add(new Violation(field, Jobs.UNTIL));
        return Optional.empty();
    }

    private void requireRaised(UUID id, Optional<Instant> until, List<Violation> violations) {
        if (until.isPresent() && !jobs.canHaveATime(id)) {
            violations.add(new Violation("until", Jobs.UNTIL));
        }
    }

    private Duration confirmWithin(@Nullable JobRequest request, List<Violation> violations) {
        String asked = request == null ? null : request.confirmWithin();
        if (asked == null) {
            return jobs.defaultConfirmWithin();
        }
        try {
            Duration within = Duration.parse(asked);
            if (Jobs.isPossible(within)) {
                return within;
            }
        } catch (DateTimeParseException unreadable) {
            // Told below together with what is out of bounds.
        }
        violations.add(new Violation("confirmWithin", Jobs.CONFIRM_WITHIN));
        return jobs.defaultConfirmWithin();
    }
}
