package org.drawbridge.web.exposure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.drawbridge.host.HostException;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.ExposureQuestions;
import org.drawbridge.plan.PlanNotFoundException;
import org.drawbridge.plan.SituationUnknownException;
import org.drawbridge.profile.NoSuchProfileException;
import org.drawbridge.web.api.InvalidInputException;
import org.drawbridge.web.api.Violation;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page where one packet is described and its way is shown rule by rule; the whole question is in its address. */
@Controller
class AskController {

    private static final PacketQuestion EMPTY =
            new PacketQuestion(null, "current", "", "", "", "", "tcp", null, null, null, "new");

    private final PacketQuestions questions;
    private final ExposureQuestions situations;

    AskController(PacketQuestions questions, ExposureQuestions situations) {
        this.questions = questions;
        this.situations = situations;
    }

    @GetMapping("/exposure")
    String ask(PacketQuestion question, Model model) {
        boolean asked = question.in() != null;
        model.addAttribute("question", asked ? question : withNetQube(question));
        model.addAttribute("netQubes", netQubes());
        model.addAttribute("states", states());
        if (asked) {
            answer(question, model);
        }
        return "exposure/ask";
    }

    private void answer(PacketQuestion question, Model model) {
        try {
            model.addAttribute("answer", questions.answer(question));
        } catch (InvalidInputException invalid) {
            model.addAttribute(
                    "violations",
                    invalid.violations().stream()
                            .collect(Collectors.groupingBy(
                                    Violation::field,
                                    LinkedHashMap::new,
                                    Collectors.mapping(Violation::message, Collectors.toList()))));
        } catch (PlanNotFoundException | NoSuchProfileException gone) {
            model.addAttribute("violations", Map.of("ruleset", List.of("There is no plan with this id any more.")));
        } catch (SituationUnknownException | HostException unknown) {
            model.addAttribute("trouble", String.valueOf(unknown.getMessage()));
        }
    }

    private static PacketQuestion withNetQube(PacketQuestion question) {
        return new PacketQuestion(
                question.netvm(),
                question.ruleset() == null ? EMPTY.ruleset() : question.ruleset(),
                EMPTY.in(),
                EMPTY.out(),
                EMPTY.src(),
                EMPTY.dst(),
                EMPTY.protocol(),
                null,
                null,
                null,
                EMPTY.state());
    }

    private static Map<String, String> states() {
        Map<String, String> states = new LinkedHashMap<>();
        List.of("new", "established", "related", "invalid").forEach(each -> states.put(each, each));
        return states;
    }

    private Map<String, String> netQubes() {
        Map<String, String> names = new LinkedHashMap<>();
        try {
            situations.netQubes().stream().map(QubeName::value).forEach(name -> names.put(name, name));
        } catch (HostException lost) {
            names.clear();
        }
        return names;
    }
}
