package org.drawbridge.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.format.FileDiff;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.plan.survey.Look;
import org.drawbridge.plan.survey.Survey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares what a plan was made from with the host of this moment; what cannot be seen now is compared by the job, once it can. */
@Component
final class Rechecks {

    private final Host host;

    Rechecks(Host host) {
        this.host = host;
    }

    List<Difference> differences(Plan plan) {
        Look look = new Look(host, plan.release());
        for (Plan.Precondition precondition : plan.preconditions()) {
            look(look, precondition.artifact());
        }
        Survey survey = look.survey();
        List<Difference> differences = new ArrayList<>();
        for (Plan.Precondition precondition : plan.preconditions()) {
            Artifact artifact = precondition.artifact();
            Content before = before(plan, artifact);
            Optional<Content> found = survey.content(artifact);
            if (found.isPresent() && !Preconditions.of(found.get()).equals(precondition.expected())) {
                differences.add(difference(artifact, before, found.get()));
            }
        }
        return List.copyOf(differences);
    }

    private static void look(Look look, Artifact artifact) {
        switch (artifact) {
            case Artifact.File file -> look.file(file.place(), file.path());
            case Artifact.Service service -> look.service(service.qube(), service.name());
            case Artifact.Property property -> {}
            case Artifact.Feature feature -> {}
            case Artifact.Power power -> {}
        }
    }

    private static Content before(Plan plan, Artifact artifact) {
        return plan.changes().stream()
                .filter(change -> change.artifact().equals(artifact))
                .map(Step.Change::before)
                .findFirst()
                .orElseThrow();
    }

    private static Difference difference(Artifact artifact, Content before, Content found) {
        String diff = artifact instanceof Artifact.File file
                ? FileDiff.between(file.path().value(), bytes(before), bytes(found))
                        .text()
                : "";
        return new Difference(artifact, text(before), text(found), diff);
    }

    private static String text(Content content) {
        return switch (content) {
            case Content.FileContent file -> Preconditions.of(file).text();
            case Content.NoFile none -> Preconditions.of(none).text();
            case Content.Setting setting -> setting.isDefault() ? setting.value() + " (default)" : setting.value();
        };
    }

    private static byte @Nullable [] bytes(Content content) {
        if (content instanceof Content.FileContent file) {
            FileImage image = file.image();
            return image.content();
        }
        return null;
    }
}
