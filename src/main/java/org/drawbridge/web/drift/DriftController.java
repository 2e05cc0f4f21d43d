package org.drawbridge.web.drift;

import java.util.List;
import org.drawbridge.audit.Actor;
import org.drawbridge.drift.DriftChangedException;
import org.drawbridge.drift.Drifts;
import org.drawbridge.drift.NoSuchDriftException;
import org.drawbridge.drift.NotDecidableException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of drift: what it is, how it came to that, and three ways to decide. */
@Controller
class DriftController {

    private static final String BACK = "redirect:/drift";

    private final Drifts drifts;

    DriftController(Drifts drifts) {
        this.drifts = drifts;
    }

    @GetMapping("/drift")
    String list(Model model) {
        List<DriftView> all = drifts.all().stream().map(DriftView::of).toList();
        model.addAttribute(
                "open", all.stream().filter(view -> !view.isIgnored()).toList());
        model.addAttribute("ignored", all.stream().filter(DriftView::isIgnored).toList());
        model.addAttribute("longest", Drifts.LONGEST_REASON);
        return "drift/drift";
    }

    @PostMapping("/drift/{id}/adopt")
    String adopt(@PathVariable long id, @RequestParam String sum, Actor actor, RedirectAttributes redirect) {
        drifts.adopt(id, sum, actor);
        redirect.addFlashAttribute(
                "done", "Adopted: what is there now counts as applied. Nothing on the host was changed.");
        return BACK;
    }

    @PostMapping("/drift/{id}/put-back")
    String putBack(@PathVariable long id, Actor actor) {
        return "redirect:/plans/" + drifts.putBack(id, actor);
    }

    @PostMapping("/drift/{id}/ignore")
    String ignore(
            @PathVariable long id,
            @RequestParam String sum,
            @RequestParam String reason,
            Actor actor,
            RedirectAttributes redirect) {
        if (reason.isBlank() || reason.strip().length() > Drifts.LONGEST_REASON) {
            redirect.addFlashAttribute(
                    "refused",
                    "Say why you leave it, in 1 to " + Drifts.LONGEST_REASON + " characters. Nothing was changed.");
            return BACK;
        }
        drifts.ignore(id, sum, reason, actor);
        redirect.addFlashAttribute("done", "Left as it is, until it becomes something else.");
        return BACK;
    }

    @ExceptionHandler({DriftChangedException.class, NoSuchDriftException.class, NotDecidableException.class})
    String refused(RuntimeException refused, RedirectAttributes redirect) {
        redirect.addFlashAttribute("refused", refused.getMessage());
        return BACK;
    }
}
