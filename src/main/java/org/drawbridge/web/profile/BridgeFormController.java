package org.drawbridge.web.profile;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.drawbridge.audit.Actor;
import org.drawbridge.profile.BridgeProfile;
import org.drawbridge.profile.InvalidProfileException;
import org.drawbridge.profile.ProfileConflictException;
import org.drawbridge.profile.ProfileInput;
import org.drawbridge.profile.Profiles;
import org.drawbridge.profile.Violation;
import org.drawbridge.web.Crumb;
import org.drawbridge.web.profile.BridgeForm.AttachmentFields;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The form in which a bridge is described: new, as a copy, or edited. What its buttons but the one that keeps it do is only to
 * show the form again, so that it works without a script.
 */
@Controller
class BridgeFormController {

    private final Profiles profiles;
    private final FormChoices choices;

    BridgeFormController(Profiles profiles, FormChoices choices) {
        this.profiles = profiles;
        this.choices = choices;
    }

    @GetMapping("/bridges/new")
    String describe(Model model) {
        BridgeForm form = BridgeForm.of(ProfileInput.empty(), "").withAttachment(AttachmentFields.EMPTY);
        return page(form, 0, model);
    }

    @GetMapping("/bridges/{id:[0-9]+}/copy")
    String copy(@PathVariable long id, Model model) {
        model.addAttribute("copied", profiles.get(id).name());
        return page(BridgeForm.of(profiles.copyOf(id), ""), 0, model);
    }

    @GetMapping("/bridges/{id:[0-9]+}/edit")
    String edit(@PathVariable long id, Model model) {
        BridgeProfile profile = profiles.get(id);
        return page(BridgeForm.of(ProfileInput.of(profile), Long.toString(profile.version())), id, model);
    }

    @PostMapping("/bridges/new")
    String create(
            @RequestParam Map<String, String> sent,
            @RequestParam(defaultValue = "") String action,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        return action.equals("save")
                ? save(BridgeForm.read(sent), 0, actor, model, response, redirect)
                : page(changed(BridgeForm.read(sent), action), 0, model);
    }

    @PostMapping("/bridges/{id:[0-9]+}/edit")
    String change(
            @PathVariable long id,
            @RequestParam Map<String, String> sent,
            @RequestParam(defaultValue = "") String action,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        profiles.get(id);
        return action.equals("save")
                ? save(BridgeForm.read(sent), id, actor, model, response, redirect)
                : page(changed(BridgeForm.read(sent), action), id, model);
    }

    private String save(
            BridgeForm form,
            long id,
            Actor actor,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        try {
            BridgeProfile saved = id == 0
                    ? profiles.create(form.input(), actor)
                    : profiles.edit(id, version(form), form.input(), actor);
            redirect.addFlashAttribute(
                    "done",
                    "“" + saved.name() + "” is saved as version " + saved.version()
                            + ". Nothing on the host has changed yet.");
            return "redirect:/bridges/" + saved.id();
        } catch (InvalidProfileException exception) {
            model.addAttribute("violations", byField(exception.violations()));
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(form, id, model);
        } catch (ProfileConflictException conflict) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return conflictPage(form, conflict, model);
        }
    }

    private static long version(BridgeForm form) {
        try {
            return Long.parseLong(form.version());
        } catch (NumberFormatException exception) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "No version", exception);
        }
    }

    private static BridgeForm changed(BridgeForm form, String action) {
        if (action.equals("add")) {
            return form.withAttachment(AttachmentFields.EMPTY);
        }
        return action.matches("remove-[0-9]{1,3}")
                ? form.without(Integer.parseInt(action.substring("remove-".length())))
                : form;
    }

    /** The name servers and the ways to tell a card are one field each in the form. */
    private static Map<String, List<String>> byField(List<Violation> violations) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (Violation violation : violations) {
            String field =
                    violation.field().replaceFirst("dns\\[[0-9]+]$", "dns").replaceFirst("^uplink\\..*", "uplink");
            fields.merge(
                    field,
                    List.of(violation.message()),
                    (one, other) -> Stream.concat(one.stream(), other.stream())
                            .distinct()
                            .toList());
        }
        return new TreeMap<>(fields);
    }

    private String page(BridgeForm form, long id, Model model) {
        List<BridgeProfile> others =
                profiles.all().stream().filter(profile -> profile.id() != id).toList();
        String name = id == 0 ? "" : profiles.get(id).name();
        model.addAttribute("form", form);
        model.addAttribute("choices", choices.of(form, others));
        model.addAttribute("title", id == 0 ? "New bridge" : "Edit " + name);
        model.addAttribute("address", id == 0 ? "/bridges/new" : "/bridges/" + id + "/edit");
        model.addAttribute("back", id == 0 ? "/bridges" : "/bridges/" + id);
        model.addAttribute(
                "crumbs",
                id == 0
                        ? List.of(new Crumb("Bridges", "/bridges"))
                        : List.of(new Crumb("Bridges", "/bridges"), new Crumb(name, "/bridges/" + id)));
        return "bridges/form";
    }

    private static String conflictPage(BridgeForm form, ProfileConflictException conflict, Model model) {
        BridgeProfile current = conflict.current();
        model.addAttribute("current", current);
        model.addAttribute("sentVersion", conflict.sentVersion());
        model.addAttribute("rows", ProfileComparison.of(ProfileInput.of(current), conflict.sent()));
        model.addAttribute("fields", form.fields());
        model.addAttribute(
                "crumbs",
                List.of(new Crumb("Bridges", "/bridges"), new Crumb(current.name(), "/bridges/" + current.id())));
        return "bridges/conflict";
    }
}
