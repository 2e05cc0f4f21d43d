package org.drawbridge.web.link;

import java.util.List;
import java.util.stream.Collectors;
import org.drawbridge.host.HostLink;
import org.drawbridge.inventory.HostView;
import org.drawbridge.inventory.Inventory;
import org.drawbridge.web.Crumb;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of the link to the host, and the button that tries it. */
@Controller
class HostLinkController {

    private final HostLink link;
    private final Inventory inventory;

    HostLinkController(HostLink link, Inventory inventory) {
        this.link = link;
        this.inventory = inventory;
    }

    @GetMapping("/settings/host")
    String show(Model model) {
        HostView host = inventory.host();
        List<HostLink.Call> calls = link.calls();
        model.addAttribute("host", host);
        model.addAttribute("facts", link.facts());
        model.addAttribute("calls", calls.stream().map(CallRow::of).toList());
        model.addAttribute(
                "missing", lines(calls.stream().filter(HostLink.Call::isRefused).toList()));
        model.addAttribute("policy", lines(calls));
        model.addAttribute("crumbs", List.of(new Crumb("Settings", "/settings")));
        return "link/link";
    }

    @PostMapping("/settings/host/check")
    String check(RedirectAttributes redirect) {
        link.check();
        HostView host = inventory.check();
        redirect.addFlashAttribute(
                host.connected() ? "done" : "refused",
                host.connected() ? "The host answers." : "The host does not answer: " + host.message());
        return "redirect:/settings/host";
    }

    private static String lines(List<HostLink.Call> calls) {
        return calls.stream().map(HostLink.Call::line).collect(Collectors.joining("\n"));
    }
}
