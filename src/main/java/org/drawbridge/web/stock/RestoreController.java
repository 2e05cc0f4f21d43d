package org.drawbridge.web.stock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.job.HostBusyException;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.PackageName;
import org.drawbridge.stock.NotRestorableException;
import org.drawbridge.stock.RestoreReview;
import org.drawbridge.stock.RestoreReview.PackageReview;
import org.drawbridge.stock.Restores;
import org.drawbridge.stock.StaleReviewException;
import org.drawbridge.web.Crumb;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What putting packages back would do, and the button that does it. */
@Controller
class RestoreController {

    private static final String PACKAGES = "redirect:/packages";

    private final Restores restores;

    RestoreController(Restores restores) {
        this.restores = restores;
    }

    @PostMapping("/packages/review")
    String review(
            @RequestParam(name = "package", defaultValue = "") List<String> names,
            Actor actor,
            RedirectAttributes redirect) {
        try {
            List<PackageName> packages = names.stream().map(PackageName::of).toList();
            if (packages.isEmpty()) {
                throw new InvalidNameException("Choose a package to restore.");
            }
            return "redirect:/packages/restore/"
                    + restores.review(packages, actor).id();
        } catch (InvalidNameException | NotRestorableException | HostException refused) {
            redirect.addFlashAttribute("refused", refused.getMessage());
            return PACKAGES;
        }
    }

    @GetMapping("/packages/restore/{id}")
    String show(@PathVariable UUID id, Model model) {
        RestoreReview review = restores.get(id);
        model.addAttribute("review", review);
        model.addAttribute(
                "packages", review.packages().stream().map(ReviewView::of).toList());
        model.addAttribute("crumbs", List.of(new Crumb("Packages", "/packages")));
        return "stock/restore";
    }

    @PostMapping("/packages/restore/{id}")
    String start(
            @PathVariable UUID id,
            @RequestParam MultiValueMap<String, String> form,
            Actor actor,
            RedirectAttributes redirect) {
        RestoreReview review = restores.get(id);
        try {
            return "redirect:/jobs/"
                    + restores.start(id, choice(review, form), actor).id();
        } catch (StaleReviewException stale) {
            redirect.addFlashAttribute("refused", stale.getMessage());
            List<PackageName> names =
                    review.packages().stream().map(PackageReview::name).toList();
            return "redirect:/packages/restore/" + restores.review(names, actor).id();
        } catch (InvalidNameException | NotRestorableException | HostBusyException | HostException refused) {
            redirect.addFlashAttribute("refused", refused.getMessage());
            return "redirect:/packages/restore/" + id;
        }
    }

    private static Restores.Choice choice(RestoreReview review, MultiValueMap<String, String> form) {
        Map<PackageName, String> sources = new HashMap<>();
        for (PackageReview each : review.packages()) {
            String word = form.getFirst("source-" + each.name());
            if (word != null) {
                sources.put(each.name(), word);
            }
        }
        Set<HostPath> configs = new HashSet<>();
        for (String path : form.getOrDefault("config", new ArrayList<>())) {
            configs.add(HostPath.of(path));
        }
        return new Restores.Choice(sources, configs);
    }
}
