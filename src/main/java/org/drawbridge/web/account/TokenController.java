package org.drawbridge.web.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drawbridge.account.AccountInputException;
import org.drawbridge.account.ApiToken;
import org.drawbridge.account.ApiTokens;
import org.drawbridge.account.NewToken;
import org.drawbridge.account.Role;
import org.drawbridge.audit.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The API tokens, for administrators. A new one is shown on the page that follows, and never again. */
@Controller
@RequestMapping("/settings/tokens")
class TokenController {

    private static final String BACK = "redirect:/settings/tokens";
    private static final String USUAL_DAYS = "90";

    private final ApiTokens tokens;
    private final Clock clock;

    TokenController(ApiTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** A token in its row, with the word for how it stands. */
    record TokenRow(ApiToken token, String state, String mark) {}

    @GetMapping
    ModelAndView list() {
        return page("", Role.VIEWER.word(), USUAL_DAYS);
    }

    /** @param days how long it works, {@code 0} for ever */
    @PostMapping
    ModelAndView create(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = USUAL_DAYS) String days,
            Actor actor,
            RedirectAttributes redirect) {
        try {
            NewToken made = days.equals("0")
                    ? tokens.create(actor, name, role, null)
                    : tokens.create(actor, name, role, clock.instant().plus(length(days)));
            redirect.addFlashAttribute("made", made);
            return new ModelAndView(BACK);
        } catch (AccountInputException exception) {
            ModelAndView again = page(name, role, days);
            again.addObject("violations", exception.violations());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
    }

    @PostMapping("/{id}/revoke")
    String revoke(@PathVariable long id, Actor actor, RedirectAttributes redirect) {
        tokens.revoke(actor, id);
        redirect.addFlashAttribute("done", "The token is revoked: it lets no one in any more.");
        return BACK;
    }

    private static Duration length(String days) {
        return lengths().containsKey(days) ? Duration.ofDays(Long.parseLong(days)) : Duration.ofDays(1);
    }

    private static Map<String, String> lengths() {
        Map<String, String> lengths = new LinkedHashMap<>();
        lengths.put("1", "1 day");
        lengths.put("30", "30 days");
        lengths.put(USUAL_DAYS, "90 days");
        lengths.put("365", "365 days");
        lengths.put("0", "until it is revoked");
        return lengths;
    }

    private TokenRow row(ApiToken token) {
        Instant now = clock.instant();
        if (token.revokedAt() != null) {
            return new TokenRow(token, "revoked", "removed");
        }
        return token.worksAt(now) ? new TokenRow(token, "works", "done") : new TokenRow(token, "expired", "changed");
    }

    private ModelAndView page(String name, String role, String days) {
        List<TokenRow> rows = tokens.all().stream().map(this::row).toList();
        ModelAndView page = new ModelAndView("account/tokens");
        page.addObject("crumbs", AccountWords.ABOVE);
        page.addObject("rows", rows);
        page.addObject("roles", AccountWords.roles());
        page.addObject("lengths", lengths());
        page.addObject("name", name);
        page.addObject("role", role);
        page.addObject("days", days);
        return page;
    }
}
