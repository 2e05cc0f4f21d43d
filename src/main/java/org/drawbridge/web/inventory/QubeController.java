package org.drawbridge.web.inventory;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drawbridge.audit.Actor;
import org.drawbridge.host.HostException;
import org.drawbridge.inventory.Inventory;
import org.drawbridge.inventory.QubeDetail;
import org.drawbridge.inventory.QubePage;
import org.drawbridge.inventory.QubeQuery;
import org.drawbridge.inventory.SyncResult;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.QubeName;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.Profiles;
import org.drawbridge.web.Crumb;
import org.drawbridge.web.LocalPath;
import org.drawbridge.web.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of the qubes, a page for each, and the button that looks at the host again. */
@Controller
class QubeController {

    private final Inventory inventory;
    private final Profiles profiles;
    private final InventoryNews news;
    private final Times times;

    QubeController(Inventory inventory, Profiles profiles, InventoryNews news, Times times) {
        this.inventory = inventory;
        this.news = news;
        this.profiles = profiles;
        this.times = times;
    }

    @GetMapping("/qubes")
    String list(
            @RequestParam(defaultValue = "") String search,
            @RequestParam(name = "class", defaultValue = "") String qubeClass,
            @RequestParam(defaultValue = "") String netvm,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String bridged,
            @RequestParam(defaultValue = "name") String sort,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        model.addAttribute("seen", news.number());
        QubeFilter filter = new QubeFilter(search, qubeClass, netvm, state, bridged, sort, page);
        QubePage found = inventory.page(filter.query());
        model.addAttribute("filter", filter);
        model.addAttribute("found", found);
        model.addAttribute("rows", found.content().stream().map(QubeRow::of).toList());
        model.addAttribute("host", inventory.host());
        model.addAttribute("classes", choices(QubeQuery.Sort.CLASS, "any"));
        model.addAttribute("states", choices(QubeQuery.Sort.STATE, "any"));
        Map<String, String> netvms = choices(QubeQuery.Sort.NETVM, "any");
        netvms.put(QubeQuery.NO_NETVM, "no network");
        model.addAttribute("netvms", netvms);
        Map<String, String> ways = new LinkedHashMap<>();
        ways.put("", "any");
        ways.put("yes", "on a bridge");
        ways.put("no", "not on a bridge");
        model.addAttribute("ways", ways);
        return "qubes/qubes";
    }

    @GetMapping("/qubes/{name}")
    String show(@PathVariable String name, Model model) {
        model.addAttribute("seen", news.number());
        QubeDetail detail = find(name);
        model.addAttribute("view", QubeView.of(detail, profilesOf(detail.qube().name())));
        model.addAttribute("crumbs", List.of(new Crumb("Qubes", "/qubes")));
        return "qubes/qube";
    }

    @PostMapping("/inventory/sync")
    String sync(@RequestParam(defaultValue = "/qubes") String back, Actor actor, RedirectAttributes redirect) {
        try {
            redirect.addFlashAttribute("done", sentence(inventory.sync(actor)));
        } catch (HostException exception) {
            redirect.addFlashAttribute("refused", exception.getMessage() + " The last known inventory stays.");
        }
        return "redirect:" + LocalPath.orHome(back);
    }

    private String sentence(SyncResult result) {
        Duration took = result.took();
        String length = " Reading took " + times.took(took) + ".";
        if (result.nothingChanged()) {
            return "Synchronised. Nothing is different from before." + length;
        }
        return "Synchronised: " + result.added().size() + " added, "
                + result.changed().size() + " changed, " + result.removed().size() + " removed." + length;
    }

    private QubeDetail find(String name) {
        try {
            return inventory.detail(QubeName.of(name)).orElseThrow(() -> notFound(null));
        } catch (InvalidNameException exception) {
            throw notFound(exception);
        }
    }

    private static ResponseStatusException notFound(@Nullable Throwable cause) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "No such qube", cause);
    }

    private List<BridgeProfile> profilesOf(QubeName name) {
        return profiles.all().stream()
                .filter(profile -> profile.netvm().equals(name)
                        || profile.attachments().stream()
                                .anyMatch(attachment -> attachment.qube().equals(name)))
                .toList();
    }

    private Map<String, String> choices(QubeQuery.Sort column, String all) {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("", all);
        inventory.words(column).forEach(word -> choices.put(word, word));
        return choices;
    }
}
