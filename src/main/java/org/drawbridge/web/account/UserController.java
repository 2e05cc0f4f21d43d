package org.drawbridge.web.account;

import java.util.List;
import org.drawbridge.account.AccountInputException;
import org.drawbridge.account.People;
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

/** The users, for administrators. */
@Controller
@RequestMapping("/settings/users")
class UserController {

    private static final String BACK = "redirect:/settings/users";

    private final People people;

    UserController(People people) {
        this.people = people;
    }

    @GetMapping
    ModelAndView list() {
        return page("", Role.VIEWER.word());
    }

    @PostMapping
    ModelAndView create(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String role,
            Actor actor,
            RedirectAttributes redirect) {
        try {
            people.create(actor, name, password, role);
        } catch (AccountInputException exception) {
            ModelAndView again = page(name, role);
            again.addObject("violations", exception.violations());
            again.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return again;
        }
        redirect.addFlashAttribute("done", name.strip() + " can log in now.");
        return new ModelAndView(BACK);
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "false") boolean enabled,
            Actor actor,
            RedirectAttributes redirect) {
        return attempt(() -> people.change(actor, id, role, enabled), "The change is made.", redirect);
    }

    @PostMapping("/{id}/password")
    String setPassword(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String password,
            Actor actor,
            RedirectAttributes redirect) {
        return attempt(() -> people.setPassword(actor, id, password), "The password is changed.", redirect);
    }

    private static String attempt(Runnable change, String done, RedirectAttributes redirect) {
        try {
            change.run();
            redirect.addFlashAttribute("done", done);
        } catch (AccountInputException exception) {
            List<String> sentences = exception.violations().values().stream()
                    .flatMap(List::stream)
                    .toList();
            redirect.addFlashAttribute("refused", String.join(" ", sentences));
        }
        return BACK;
    }

    private ModelAndView page(String name, String role) {
        ModelAndView page = new ModelAndView("account/users");
        page.addObject("crumbs", AccountWords.ABOVE);
        page.addObject("people", people.all());
        page.addObject("roles", AccountWords.roles());
        page.addObject("name", name);
        page.addObject("role", role);
        return page;
    }
}
