package org.drawbridge.web.account;

import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Map;
import org.drawbridge.account.AccountInputException;
import org.drawbridge.account.People;
import org.drawbridge.audit.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One's own settings, and the way to the others. */
@Controller
class SettingsController {

    private static final String PAGE = "account/settings";

    private final People people;

    SettingsController(People people) {
        this.people = people;
    }

    @GetMapping("/settings")
    String settings() {
        return PAGE;
    }

    @PostMapping("/settings/password")
    ModelAndView changePassword(
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String repeated,
            Actor actor,
            HttpSession session) {
        if (!password.equals(repeated)) {
            return again(Map.of("repeated", List.of(AccountWords.NOT_REPEATED)));
        }
        try {
            people.changeOwnPassword(actor, actor.name(), current, password);
        } catch (AccountInputException exception) {
            return again(exception.violations());
        }
        session.invalidate();
        return new ModelAndView("redirect:/login?changed");
    }

    private static ModelAndView again(Map<String, List<String>> violations) {
        return new ModelAndView(PAGE, Map.of("violations", violations), HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
