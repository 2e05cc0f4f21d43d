package org.drawbridge.plan.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.drawbridge.format.FormatException;
import org.drawbridge.format.Keyfile;
import org.drawbridge.format.KeyfileFinding;
import org.drawbridge.format.KeyfileFinding.Effect;
import org.drawbridge.format.KeyfileReading;
import org.drawbridge.format.NetworkManagerVersion;
import org.drawbridge.host.FileImage;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Step;
import org.drawbridge.plan.survey.Sight;

/** The net qube's other keyfiles, where NetworkManager reads them otherwise than they say: one may take the bridge's card. */
final class OtherKeyfilesRule implements FindingRule {

    private static final int SHOWN = 3;

    /** The last one that takes nothing but the old names, for a net qube that does not tell its version. */
    private static final NetworkManagerVersion UNKNOWN = NetworkManagerVersion.of("1.44");

    @Override
    public List<Finding> findings(Draft draft, List<Step> steps) {
        if (draft.request().removes()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        draft.survey().files().keySet().forEach(file -> {
            boolean other = file.place().equals(draft.request().net())
                    && file.path().isWithin(Keyfiles.FOLDER)
                    && steps.stream().noneMatch(step -> isOf(step, file))
                    && draft.request().baseline().last(file).isEmpty();
            if (other) {
                draft.survey()
                        .image(file.place(), file.path())
                        .ifPresent(image -> findings.addAll(judge(draft, file, image)));
            }
        });
        findings.addAll(hidden(draft));
        return findings;
    }

    private static List<Finding> hidden(Draft draft) {
        boolean any = draft.survey().files().entrySet().stream()
                .anyMatch(each ->
                        each.getKey().path().isWithin(Keyfiles.FOLDER) && each.getValue() instanceof Sight.Hidden);
        return Find.when(
                any,
                Find.note(
                        "keyfiles-unseen",
                        "The other keyfiles of " + draft.request().netvm() + " are not shown to this console.",
                        "They may hold passwords. Where NetworkManager takes one of them for any card, it may take the bridge's.",
                        "Nothing, unless the bridge has no card after the next start of "
                                + draft.request().netvm() + "."));
    }

    private static boolean isOf(Step step, Artifact.File file) {
        return step instanceof Step.Change change && change.artifact().equals(file);
    }

    private static List<Finding> judge(Draft draft, Artifact.File file, FileImage image) {
        List<KeyfileFinding> misread = misread(draft, image);
        if (misread.isEmpty()) {
            return List.of();
        }
        String where = file.path() + " in " + file.place().label();
        boolean skipped = misread.stream().anyMatch(each -> each.effect() == Effect.FILE_SKIPPED);
        boolean anyCard = misread.stream().anyMatch(OtherKeyfilesRule::matchesAnyCard);
        if (anyCard && !skipped) {
            return List.of(Find.warning(
                    "keyfile-matches-any-card",
                    where + " is for one card but NetworkManager takes it for any. " + words(misread),
                    "It may take the bridge's card when " + draft.request().netvm() + " is started.",
                    "Correct the address in that file first."));
        }
        return List.of(Find.note(
                "keyfile-misread",
                "NetworkManager does not read " + where + " as it is written. " + words(misread),
                "It says nothing of it. This plan does not touch the file.",
                "Correct it if you rely on it."));
    }

    private static List<KeyfileFinding> misread(Draft draft, FileImage image) {
        try {
            List<KeyfileFinding> findings = new ArrayList<>(KeyfileReading.access(image.mode(), image.owner()));
            NetworkManagerVersion version = NetworkManagers.version(
                            draft.survey(), draft.request().net())
                    .orElse(UNKNOWN);
            findings.addAll(KeyfileReading.check(Keyfile.parse(image.content()), version));
            findings.removeIf(finding -> finding.effect() == Effect.OLD_NAME);
            return findings;
        } catch (FormatException exception) {
            return List.of(new KeyfileFinding(
                    exception.line(),
                    "",
                    "",
                    "line " + exception.line(),
                    "nothing of the file",
                    exception.expected(),
                    Effect.FILE_SKIPPED));
        }
    }

    private static boolean matchesAnyCard(KeyfileFinding finding) {
        return finding.key().equals("mac-address") && !finding.group().equals("bridge");
    }

    private static String words(List<KeyfileFinding> findings) {
        return findings.stream()
                .limit(SHOWN)
                .map(finding -> "It says " + said(finding) + ", which it takes as " + finding.taken() + ".")
                .collect(Collectors.joining(" "));
    }

    private static String said(KeyfileFinding finding) {
        String key = finding.key().isEmpty() ? "" : "[" + finding.group() + "] " + finding.key() + "=";
        return finding.says().isEmpty() ? "no " + key.replace("=", "") : key + finding.says();
    }
}
