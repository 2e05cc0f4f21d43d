package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.host.QubeReport;
import org.drawbridge.name.QubeName;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.survey.Look;
import org.drawbridge.plan.survey.Sight;

/**
 * Keyfiles of the bridge's names in the net qube's template: at every start Qubes moves them into {@code /rw}, over ours, and
 * after the bridge was taken away they are there again.
 */
final class TemplateKeyfilesRule implements FindingRule {

    static final HostPath FOLDER = HostPath.of("/etc/NetworkManager/system-connections");

    @Override
    public void look(Look look, Request request) {
        template(request.netvm(), look::qube).ifPresent(template -> look.glanceFolder(Place.in(template), FOLDER));
    }

    @Override
    public List<Finding> findings(Draft draft, List<Step> steps) {
        Optional<QubeName> template = template(draft.request().netvm(), draft.survey()::qube);
        List<String> names = names(draft, steps);
        if (template.isEmpty() || names.isEmpty()) {
            return List.of();
        }
        boolean runs = draft.survey().runs(template.get());
        if (!runs || draft.survey().sight(Place.in(template.get()), FOLDER) instanceof Sight.Hidden) {
            return Find.when(draft.request().removes(), unseen(draft, template.get(), runs));
        }
        List<String> there = draft.survey().folder(Place.in(template.get()), FOLDER).stream()
                .filter(names::contains)
                .toList();
        return Find.when(
                !there.isEmpty(),
                Find.warning(
                        "keyfile-in-template",
                        template.get() + " has " + String.join(", ", there) + " in " + FOLDER + ".",
                        "At every start Qubes moves it into " + draft.request().netvm()
                                + ": over the one of this plan, and back again once that is taken away.",
                        "Delete it in " + template.get() + "."));
    }

    private static Finding unseen(Draft draft, QubeName template, boolean runs) {
        return Find.note(
                "template-keyfiles-unseen",
                "Whether " + template + " has keyfiles of the same names "
                        + (runs ? "is not shown to this console." : "cannot be seen while it is halted."),
                "At every start Qubes moves keyfiles of the template into "
                        + draft.request().netvm() + ", so the bridge would come back.",
                "Nothing, unless somebody put keyfiles into " + template + ".");
    }

    /** The keyfiles in the net qube that the plan writes or takes away. */
    private static List<String> names(Draft draft, List<Step> steps) {
        List<String> names = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Change change
                    && change.artifact() instanceof Artifact.File file
                    && file.place().equals(draft.request().net())
                    && file.path().isWithin(Keyfiles.FOLDER)) {
                names.add(file.path().name());
            }
        }
        return names;
    }

    /** The template whose root file system the qube has; a disposable's template is not one itself. */
    private static Optional<QubeName> template(QubeName qube, Function<QubeName, Optional<QubeReport>> qubes) {
        Optional<QubeName> template = qubes.apply(qube).map(QubeReport::template);
        return template.flatMap(qubes)
                .filter(report -> report.template() != null)
                .map(QubeReport::template)
                .or(() -> template);
    }
}
