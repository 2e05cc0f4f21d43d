package org.drawbridge.web.overview;

import java.util.List;
import org.drawbridge.drift.Drifts;
import org.drawbridge.inventory.HostView;
import org.drawbridge.inventory.Inventory;
import org.drawbridge.inventory.Qube;
import org.drawbridge.job.Jobs;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.Profiles;
import org.drawbridge.web.drift.DriftView;
import org.drawbridge.web.inventory.InventoryNews;
import org.drawbridge.web.job.JobRow;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page. */
@Controller
class OverviewController {

    private static final int JOBS = 5;

    private final Inventory inventory;
    private final Profiles profiles;
    private final InventoryNews news;
    private final ObjectProvider<Jobs> jobs;
    private final Drifts drifts;

    OverviewController(
            Inventory inventory, Profiles profiles, InventoryNews news, ObjectProvider<Jobs> jobs, Drifts drifts) {
        this.drifts = drifts;
        this.inventory = inventory;
        this.news = news;
        this.profiles = profiles;
        this.jobs = jobs;
    }

    @GetMapping("/")
    String overview(Model model) {
        model.addAttribute("seen", news.number());
        HostView host = inventory.host();
        List<Qube> qubes = inventory.all();
        List<BridgeProfile> all = profiles.all();
        model.addAttribute("host", host);
        model.addAttribute("running", qubes.stream().filter(Qube::running).count());
        model.addAttribute(
                "applied",
                all.stream().filter(profile -> profile.applied().isPresent()).count());
        model.addAttribute("drift", drifts.open().stream().map(DriftView::of).toList());
        model.addAttribute("profiles", all);
        model.addAttribute(
                "timed", all.stream().filter(OverviewController::hasATime).toList());
        model.addAttribute("topology", TopologyLayout.draw(qubes, inventory.netQubes(), inventory.bridges()));
        model.addAttribute(
                "pending", all.stream().filter(OverviewController::isPending).toList());
        model.addAttribute(
                "jobs",
                jobs.stream()
                        .flatMap(face -> face.page(0, JOBS).stream())
                        .map(JobRow::of)
                        .toList());
        return "overview/overview";
    }

    private static boolean hasATime(BridgeProfile profile) {
        return profile.applied().flatMap(BridgeProfile.Applied::until).isPresent();
    }

    /** Not on the host yet, or edited since. */
    private static boolean isPending(BridgeProfile profile) {
        return profile.applied()
                .map(applied -> profile.version() > applied.version())
                .orElse(true);
    }
}
