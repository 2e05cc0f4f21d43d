package org.drawbridge.web.account;

import java.util.List;
import java.util.Map;
import org.drawbridge.account.AccountInputException;
import org.drawbridge.account.FirstAdministrator;
import org.drawbridge.audit.Actor;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Makes the first administrator, for whoever has the code of this start. */
@Controller
class SetupController {

    private static final String FORM = "account/setup";

    private final FirstAdministrator firstAdministrator;

    SetupController(FirstAdministrator firstAdministrator) {
        this.firstAdministrator = firstAdministrator;
    }

    @GetMapping("/setup")
    String form(Model model) {
        if (!firstAdministrator.isNeeded()) {
            return "redirect:/login";
        }
        model.addAttribute("name", "admin");
        return FORM;
    }

    @PostMapping("/setup")
    ModelAndView setUp(
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String repeated,
            Actor actor,
            RedirectAttributes redirect) {
        if (!firstAdministrator.isNeeded()) {
            return new ModelAndView("redirect:/login");
        }
        if (!password.equals(repeated)) {
            return again(code, name, Map.of("repeated", List.of(AccountWords.NOT_REPEATED)));
        }
        try {
            firstAdministrator.setUp(actor, code, name, password);
        } catch (AccountInputException exception) {
            return again(code, name, exception.violations());
        }
        redirect.addFlashAttribute("done", "The first administrator is made. Log in.");
        return new ModelAndView("redirect:/login");
    }

    /** The code stays in its field, so that it need not be looked for again. */
    private static ModelAndView again(String code, String name, Map<String, List<String>> violations) {
        return new ModelAndView(
                FORM, Map.of("code", code, "name", name, "violations", violations), HttpStatus.UNPROCESSABLE_CONTENT);
    }
}
