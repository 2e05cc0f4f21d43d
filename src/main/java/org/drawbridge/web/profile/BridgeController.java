package org.drawbridge.web.profile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.drawbridge.audit.Actor;
import org.drawbridge.inventory.Inventory;
import org.drawbridge.job.Jobs;
import org.drawbridge.plan.Plans;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.ProfileAppliedException;
import org.drawbridge.profile.Profiles;
import org.drawbridge.web.Crumb;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of the bridges, and a page for each. */
@Controller
class BridgeController {

    private final Profiles profiles;
    private final Inventory inventory;
    private final Plans plans;
    private final Jobs jobs;

    BridgeController(Profiles profiles, Inventory inventory, Plans plans, Jobs jobs) {
        this.profiles = profiles;
        this.inventory = inventory;
        this.plans = plans;
        this.jobs = jobs;
    }

    @GetMapping("/bridges")
    String list(Model model) {
        model.addAttribute("rows", profiles.all().stream().map(BridgeRow::of).toList());
        return "bridges/bridges";
    }

    @GetMapping("/bridges/{id:[0-9]+}")
    String show(@PathVariable long id, Model model) {
        BridgeProfile profile = profiles.get(id);
        model.addAttribute("view", BridgeView.of(profile, labels(), profiles.versions(id)));
        model.addAttribute(
                "there",
                inventory.bridges().stream()
                        .filter(bridge -> bridge.netvm().equals(profile.netvm())
                                && bridge.name().equals(profile.bridge().asInterface()))
                        .toList());
        model.addAttribute(
                "unsettled",
                UnsettledView.of(profile, jobs.unsettled(id), plans.remains(id)).orElse(null));
        model.addAttribute("host", inventory.host());
        model.addAttribute("crumbs", List.of(new Crumb("Bridges", "/bridges")));
        return "bridges/bridge";
    }

    @PostMapping("/bridges/{id:[0-9]+}/delete")
    String delete(@PathVariable long id, Actor actor, RedirectAttributes redirect) {
        String name = profiles.get(id).name();
        try {
            profiles.delete(id, actor);
        } catch (ProfileAppliedException exception) {
            redirect.addFlashAttribute("refused", exception.getMessage());
            return "redirect:/bridges/" + id;
        }
        redirect.addFlashAttribute("done", "“" + name + "” is deleted. Nothing on the host has changed.");
        return "redirect:/bridges";
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        inventory.all().forEach(qube -> labels.put(qube.name().value(), qube.label()));
        return labels;
    }
}
