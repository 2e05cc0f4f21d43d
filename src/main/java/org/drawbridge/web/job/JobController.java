package org.drawbridge.web.job;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HxRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.drawbridge.audit.Actor;
import org.drawbridge.host.HostException;
import org.drawbridge.job.HostBusyException;
import org.drawbridge.job.JobState;
import org.drawbridge.job.JobView;
import org.drawbridge.job.Jobs;
import org.drawbridge.job.NotConfirmedException;
import org.drawbridge.job.RescueKits;
import org.drawbridge.job.SupersededException;
import org.drawbridge.job.WrongStateException;
import org.drawbridge.web.Crumb;
import org.drawbridge.web.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of jobs: all of them, and one with its steps, its clock and its ways back. */
@Controller
class JobController {

    private static final int PAGE_SIZE = 25;

    private final Jobs jobs;

    private final RescueKits kits;

    private final JobEventStream streams;

    private final StayForm stay;

    private final Times times;

    JobController(Jobs jobs, RescueKits kits, JobEventStream streams, StayForm stay, Times times) {
        this.jobs = jobs;
        this.kits = kits;
        this.streams = streams;
        this.stay = stay;
        this.times = times;
    }

    @GetMapping("/jobs")
    String list(@RequestParam(defaultValue = "0") int page, Model model) {
        int shown = Math.max(0, page);
        model.addAttribute(
                "rows", jobs.page(shown, PAGE_SIZE).stream().map(JobRow::of).toList());
        model.addAttribute("page", shown);
        model.addAttribute("size", PAGE_SIZE);
        model.addAttribute("total", jobs.count());
        return "job/jobs";
    }

    @GetMapping("/jobs/{id}")
    String show(@PathVariable long id, Model model) {
        fill(job(id), model);
        return "job/job";
    }

    /** The part of the page that changes while the job runs. */
    @HxRequest
    @GetMapping("/jobs/{id}")
    String live(@PathVariable long id, Model model) {
        fill(job(id), model);
        return "job/live :: news";
    }

    @GetMapping(path = "/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> events(
            @PathVariable long id, @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
        return streams.open(job(id).id(), last);
    }

    @PostMapping("/jobs/{id}/confirm")
    String confirm(@PathVariable long id, Actor actor, RedirectAttributes redirect) {
        return decide(id, "Kept.", () -> jobs.confirm(id, actor), redirect);
    }

    @PostMapping("/jobs/{id}/revert")
    String revert(@PathVariable long id, Actor actor, RedirectAttributes redirect) {
        return decide(id, "The way back has begun.", () -> jobs.revert(id, actor), redirect);
    }

    @PostMapping("/jobs/{id}/resume")
    String resume(@PathVariable long id, Actor actor, RedirectAttributes redirect) {
        return decide(id, "The job goes on.", () -> jobs.resume(id, actor), redirect);
    }

    @PostMapping("/jobs/{id}/close")
    String close(@PathVariable long id, Actor actor, RedirectAttributes redirect) {
        return decide(id, "Closed. Other jobs can use the host now.", () -> jobs.close(id, actor), redirect);
    }

    /** Lets a bridge that is kept until a time stay until another one. */
    @PostMapping("/jobs/{id}/until")
    String keepUntil(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String stayFor,
            @RequestParam(defaultValue = "") String stayUntil,
            Actor actor,
            RedirectAttributes redirect) {
        return decide(
                id, "The bridge has another time.", () -> later(id, stay.read(stayFor, stayUntil), actor), redirect);
    }

    private void later(long id, Optional<Instant> until, Actor actor) {
        if (until.isEmpty()) {
            throw new StayForm.StayException();
        }
        jobs.keepUntil(id, until, actor);
    }

    @PostMapping("/jobs/{id}/permanent")
    String keepForGood(@PathVariable long id, Actor actor, RedirectAttributes redirect) {
        return decide(id, "The bridge stays for good.", () -> jobs.keepUntil(id, Optional.empty(), actor), redirect);
    }

    private String decide(long id, String done, Runnable decision, RedirectAttributes redirect) {
        job(id);
        try {
            decision.run();
            redirect.addFlashAttribute("done", done);
        } catch (WrongStateException
                | SupersededException
                | HostBusyException
                | NotConfirmedException
                | StayForm.StayException
                | HostException refused) {
            redirect.addFlashAttribute("refused", refused.getMessage());
        }
        return "redirect:/jobs/" + id;
    }

    private JobView job(long id) {
        return jobs.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private void fill(JobView job, Model model) {
        model.addAttribute("job", job);
        model.addAttribute("title", "Job " + job.id());
        model.addAttribute("lead", "It " + JobWords.purpose(job) + ".");
        model.addAttribute("crumbs", List.of(new Crumb("Jobs", "/jobs")));
        model.addAttribute("mark", JobWords.mark(job.state()));
        model.addAttribute("state", JobWords.word(job.state()));
        model.addAttribute("sentence", JobWords.sentence(job));
        model.addAttribute(
                "steps",
                job.steps().stream().map(step -> StepRow.of(step, times)).toList());
        model.addAttribute("probes", job.probes().stream().map(ProbeRow::of).toList());
        model.addAttribute("timed", job.until() != null && job.state() == JobState.CONFIRMED);
        model.addAttribute("stay", stay);
        model.addAttribute("kit", kits.nameFor(job.id()).orElse(null));
        model.addAttribute("atZero", JobWords.atZero(job, times));
        model.addAttribute("interrupted", job.state() == JobState.INTERRUPTED);
        model.addAttribute("closable", job.state() == JobState.FAILED && job.closedAt() == null);
        model.addAttribute("onHost", job.state() == JobState.INTERRUPTED ? jobs.examine(job.id()) : List.of());
    }
}
