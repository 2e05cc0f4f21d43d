package org.drawbridge.web.lab;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.host.lab.Lab;
import org.drawbridge.host.lab.LabCall;
import org.drawbridge.host.lab.LabFault;
import org.drawbridge.host.lab.LabProperties;
import org.drawbridge.inventory.Inventory;
import org.drawbridge.job.HostBusyException;
import org.drawbridge.job.Jobs;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.Profiles;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of the lab: what it is, faults on demand, and back to its beginning. */
@Controller
@ConditionalOnProperty(name = "drawbridge.host", havingValue = "lab", matchIfMissing = true)
class LabController {

    private static final String BACK = "redirect:/lab";

    private final Lab lab;
    private final LabProperties properties;
    private final Jobs jobs;
    private final Profiles profiles;
    private final Inventory inventory;
    private final AuditLog audit;

    LabController(
            Lab lab, LabProperties properties, Jobs jobs, Profiles profiles, Inventory inventory, AuditLog audit) {
        this.lab = lab;
        this.properties = properties;
        this.jobs = jobs;
        this.profiles = profiles;
        this.inventory = inventory;
        this.audit = audit;
    }

    @GetMapping("/lab")
    String show(Model model) {
        return page(FaultForm.EMPTY, model);
    }

    @PostMapping("/lab/faults")
    String order(FaultForm form, Actor actor, Model model, HttpServletResponse response, RedirectAttributes redirect) {
        Map<String, ?> violations = form.violations();
        if (!violations.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("violations", violations);
            return page(form, model);
        }
        LabFault fault = form.fault();
        record(actor, "lab.fault", sentence(fault));
        lab.faults().add(fault);
        redirect.addFlashAttribute("done", "The fault is ordered. It strikes once.");
        return BACK;
    }

    @PostMapping("/lab/dhcp")
    String silence(@RequestParam boolean silent, Actor actor) {
        record(actor, "lab.dhcp", silent ? "silent" : "answers");
        lab.faults().silenceDhcp(silent);
        return BACK;
    }

    @PostMapping("/lab/faults/clear")
    String clear(Actor actor, RedirectAttributes redirect) {
        record(actor, "lab.clear", "all faults");
        lab.faults().clear();
        redirect.addFlashAttribute("done", "All faults are taken back.");
        return BACK;
    }

    @PostMapping("/lab/reset")
    String reset(Actor actor, RedirectAttributes redirect) {
        record(actor, "lab.reset", Outcome.INTENT, "as at the first start");
        try {
            jobs.whileFree(lab::reset);
        } catch (HostBusyException busy) {
            record(actor, "lab.reset", Outcome.FAILURE, "job " + busy.job() + " holds the host");
            redirect.addFlashAttribute(
                    "refused",
                    "Job " + busy.job() + " holds the host. Keep it or let it go back, and reset the lab then.");
            return BACK;
        }
        record(actor, "lab.reset", "as at the first start");
        for (BridgeProfile profile : profiles.all()) {
            profile.applied().ifPresent(applied -> profiles.clearApplied(profile.id(), applied.job()));
        }
        inventory.sync(actor);
        redirect.addFlashAttribute("done", "The lab is as it was at its first start.");
        return BACK;
    }

    private String page(FaultForm form, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("release", lab.release().label());
        model.addAttribute("qubes", inventory.all().size());
        model.addAttribute("folder", lab.folder().toString());
        model.addAttribute(
                "delay",
                properties.stepDelay().isZero()
                        ? "none"
                        : properties.stepDelay().toMillis() + " ms");
        model.addAttribute(
                "faults",
                lab.faults().list().stream().map(LabController::sentence).toList());
        model.addAttribute("silent", lab.faults().dhcpIsSilent());
        model.addAttribute("kinds", kinds());
        model.addAttribute("operations", operations());
        return "lab/lab";
    }

    private static String sentence(LabFault fault) {
        return "Call " + fault.nth() + " of " + fault.label().toLowerCase(Locale.ROOT) + " "
                + fault.kind().words() + ".";
    }

    private static Map<String, String> kinds() {
        Map<String, String> kinds = new LinkedHashMap<>();
        Arrays.stream(LabFault.Kind.values()).forEach(kind -> kinds.put(kind.name(), "It " + kind.words()));
        return kinds;
    }

    private static Map<String, String> operations() {
        Map<String, String> operations = new LinkedHashMap<>();
        Arrays.stream(LabCall.Operation.values())
                .filter(LabCall.Operation::isStep)
                .forEach(each -> operations.put(each.name(), each.name().toLowerCase(Locale.ROOT)));
        return operations;
    }

    private void record(Actor actor, String action, String detail) {
        record(actor, action, Outcome.SUCCESS, detail);
    }

    private void record(Actor actor, String action, Outcome outcome, String detail) {
        audit.append(AuditEvent.of(actor, action, "lab", outcome).with("what", detail));
    }
}
