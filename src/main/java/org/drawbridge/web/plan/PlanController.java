package org.drawbridge.web.plan;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.drawbridge.audit.Actor;
import org.drawbridge.job.HostBusyException;
import org.drawbridge.job.JobView;
import org.drawbridge.job.Jobs;
import org.drawbridge.job.NotAcknowledgedException;
import org.drawbridge.job.NotApplicableException;
import org.drawbridge.job.StalePlanException;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.PlanPage;
import org.drawbridge.plan.Plans;
import org.drawbridge.plan.ScriptDirection;
import org.drawbridge.web.Crumb;
import org.drawbridge.web.job.StayForm;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The pages of plans: makes one for a bridge, shows it, and hands an approved one to a job. */
@Controller
class PlanController {

    private static final int PAGE_SIZE = 25;

    /** What a person may choose; the setting {@code drawbridge.confirm-within} is added where it is none of these. */
    private static final List<Duration> CHOICES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(5), Duration.ofMinutes(15));

    private final Plans plans;
    private final Jobs jobs;
    private final StayForm stay;
    private final Clock clock;
    private final ScriptExport export;

    PlanController(Plans plans, Jobs jobs, StayForm stay, Clock clock, ScriptExport export) {
        this.export = export;
        this.plans = plans;
        this.jobs = jobs;
        this.stay = stay;
        this.clock = clock;
    }

    @GetMapping("/plans")
    String list(@RequestParam(defaultValue = "0") int page, Model model) {
        PlanPage found = plans.page(Math.max(0, page), PAGE_SIZE);
        model.addAttribute(
                "rows",
                found.content().stream()
                        .map(row -> PlanRow.of(row, clock.instant()))
                        .toList());
        model.addAttribute("page", found.page());
        model.addAttribute("size", found.size());
        model.addAttribute("total", found.total());
        return "plan/plans";
    }

    @PostMapping("/bridges/{profile}/plans")
    String create(@PathVariable long profile, @RequestParam(defaultValue = "false") boolean remove, Actor actor) {
        return "redirect:/plans/" + plans.create(profile, remove, actor).id();
    }

    @GetMapping("/plans/{id}")
    String show(@PathVariable UUID id, @RequestParam(defaultValue = "unified") String view, Model model) {
        fill(plans.get(id), view.equals("split"), Set.of(), jobs.defaultConfirmWithin(), model);
        return "plan/plan";
    }

    @GetMapping("/plans/{id}/script")
    void script(@PathVariable UUID id, @RequestParam String direction, Actor actor, HttpServletResponse response)
            throws IOException {
        ScriptDirection known =
                ScriptDirection.ofWord(direction).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        export.send(id, known, actor, response);
    }

    @ExceptionHandler
    String notApplicable(NotApplicableException refused, @PathVariable UUID id, RedirectAttributes redirect) {
        redirect.addFlashAttribute("refused", refused.getMessage());
        return "redirect:/plans/" + id;
    }

    @PostMapping("/plans/{id}/jobs")
    String apply(
            @PathVariable UUID id,
            @RequestParam String digest,
            @RequestParam(required = false) Duration confirmWithin,
            @RequestParam(defaultValue = "") String stayFor,
            @RequestParam(defaultValue = "") String stayUntil,
            @RequestParam(defaultValue = "") Set<String> acknowledge,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        Duration within = confirmWithin == null ? jobs.defaultConfirmWithin() : confirmWithin;
        try {
            JobView job = jobs.start(id, digest, within, stay.read(stayFor, stayUntil), acknowledge, actor);
            return "redirect:/jobs/" + job.id();
        } catch (StalePlanException stale) {
            model.addAttribute("stale", StaleView.of(stale, false));
        } catch (NotAcknowledgedException missing) {
            model.addAttribute("missing", missing.missing());
        } catch (HostBusyException | NotApplicableException | StayForm.StayException refused) {
            redirect.addFlashAttribute("refused", refused.getMessage());
            return "redirect:/plans/" + id;
        }
        response.setStatus(HttpStatus.CONFLICT.value());
        model.addAttribute("stayFor", stayFor);
        model.addAttribute("stayUntil", stayUntil);
        fill(plans.get(id), false, acknowledge, within, model);
        return "plan/plan";
    }

    private void fill(Plan plan, boolean split, Set<String> ticked, Duration within, Model model) {
        PlanView view = PlanView.of(plan, clock.instant(), split, ticked, jobs.ofPlan(plan.id()));
        boolean removes = plan.kind() == Plan.Kind.REMOVE;
        model.addAttribute("view", view);
        model.addAttribute("canApply", view.canApply() && !model.containsAttribute("stale"));
        model.addAttribute("exposure", plan.exposure().map(ExposureView::of).orElse(null));
        model.addAttribute("split", split);
        model.addAttribute("removes", removes);
        model.addAttribute("title", "Plan " + view.shortId());
        model.addAttribute(
                "lead",
                (removes ? "Takes the bridge “" : "Raises the bridge “") + plan.profileName()
                        + (removes ? "” away." : "”.") + " Planning changed nothing on the host.");
        model.addAttribute(
                "crumbs",
                List.of(
                        new Crumb("Bridges", "/bridges"),
                        new Crumb(plan.profileName(), "/bridges/" + plan.profileId())));
        model.addAttribute("stay", stay);
        model.addAttribute("confirmChoices", confirmChoices(within));
        model.addAttribute("confirmWithin", within.toString());
    }

    private static Map<String, String> confirmChoices(Duration chosen) {
        Map<String, String> choices = new LinkedHashMap<>();
        Stream.concat(CHOICES.stream(), Stream.of(chosen))
                .sorted()
                .distinct()
                .forEach(choice -> choices.put(choice.toString(), words(choice)));
        return choices;
    }

    private static String words(Duration length) {
        if (length.toSeconds() % 60 != 0) {
            return length.toSeconds() + " seconds";
        }
        return length.toMinutes() == 1 ? "1 minute" : length.toMinutes() + " minutes";
    }
}
