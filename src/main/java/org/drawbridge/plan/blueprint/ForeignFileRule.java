package org.drawbridge.plan.blueprint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Step;

/** Files where ours should be: those of another hand are never overwritten, and changes that a hand made in ours are told. */
final class ForeignFileRule implements FindingRule {

    private static final int SHOWN = 2000;

    private static final List<HostPath> OURS =
            List.of(Keyfiles.FOLDER, BridgeScript.FOLDER, HostPath.of("/rw/config/drawbridge"), Templates.OVERRIDES);

    @Override
    public List<Finding> findings(Draft draft, List<Step> steps) {
        List<Finding> findings = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Change change
                    && change.artifact() instanceof Artifact.File file
                    && change.before() instanceof Content.FileContent before
                    && OURS.stream().anyMatch(file.path()::isWithin)) {
                check(draft, file, before).ifPresent(findings::add);
            }
        }
        findings.addAll(overrides(draft));
        return findings;
    }

    private static Optional<Finding> check(Draft draft, Artifact.File file, Content.FileContent before) {
        Optional<Content> last = draft.request().baseline().last(file);
        boolean asWeLeftIt = last.filter(
                        content -> content.equals(before) || Keyfiles.meanTheSame(file, content, before))
                .isPresent();
        if (asWeLeftIt) {
            return Optional.empty();
        }
        String text = Templates.text(before.image());
        boolean ours = text.contains("Written by Drawbridge")
                || text.contains(Keyfiles.bridgeUuid(draft.request().profile()).toString());
        if (!ours) {
            return Optional.of(foreign(file, before.image()));
        }
        return Optional.of(Find.warning(
                "file-edited",
                file.path() + " in " + file.place().label() + " was edited by another hand since it was written.",
                "That edit is lost by this plan.",
                "Keep a copy of what you need of it. The difference is shown below."));
    }

    private static List<Finding> overrides(Draft draft) {
        List<Finding> findings = new ArrayList<>();
        draft.survey().files().forEach((file, sight) -> {
            Optional<FileImage> image = draft.survey().image(file.place(), file.path());
            boolean template = file.place().equals(Place.DOM0)
                    && file.path().isWithin(Templates.OVERRIDES)
                    && !file.path().equals(ByNameTemplate.USER);
            if (template && image.isPresent() && !Templates.isOurs(image.get())) {
                findings.add(foreign(file, image.get()));
            }
        });
        return findings;
    }

    private static Finding foreign(Artifact.File file, FileImage image) {
        String text = new String(image.content(), StandardCharsets.UTF_8);
        return Find.blocker(
                "file-foreign",
                file.path() + " in " + file.place().label() + " was written by another hand. It says:\n"
                        + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text),
                "Drawbridge overwrites only what it wrote itself.",
                "Move that file away, or give the bridge another name, then plan again.");
    }
}
