package org.drawbridge.web.account;

import org.drawbridge.account.FirstAdministrator;
import org.drawbridge.web.security.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Shows the form to log in; what it sends is taken by the security filters. */
@Controller
class LoginController {

    private static final long LONGEST_WAIT = 900;

    private final FirstAdministrator firstAdministrator;

    LoginController(FirstAdministrator firstAdministrator) {
        this.firstAdministrator = firstAdministrator;
    }

    /**
     * Shows it, with what came of the last try.
     *
     * @param wait seconds until the next try counts
     */
    @GetMapping("/login")
    String login(
            @AuthenticationPrincipal @Nullable SignedIn person,
            @RequestParam(required = false) @Nullable String refused,
            @RequestParam(required = false) @Nullable String out,
            @RequestParam(required = false) @Nullable String changed,
            @RequestParam(defaultValue = "0") long wait,
            Model model) {
        if (person != null) {
            return "redirect:/";
        }
        if (firstAdministrator.isNeeded()) {
            return "redirect:/setup";
        }
        if (refused != null) {
            model.addAttribute("refused", "That name and password do not belong together, or the user may not log in.");
        } else if (wait > 0) {
            model.addAttribute(
                    "refused",
                    "There were too many tries with this name. Wait " + Math.min(wait, LONGEST_WAIT)
                            + " s, then try again.");
        } else if (out != null) {
            model.addAttribute("done", "You are logged out.");
        } else if (changed != null) {
            model.addAttribute("done", "Your password is changed. Log in with the new one.");
        }
        return "account/login";
    }
}
