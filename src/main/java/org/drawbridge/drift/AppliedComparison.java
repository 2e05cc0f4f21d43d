package org.drawbridge.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drawbridge.plan.AppliedArtifact;
import org.drawbridge.plan.AppliedLook;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Preconditions;

/** Compares what applied plans made of each artifact with what it is now, and with what it was before. */
final class AppliedComparison {

    private final AppliedLook look;

    AppliedComparison(AppliedLook look) {
        this.look = look;
    }

    /** The differences; what was not to be seen has none. */
    List<Deviation> deviations(List<AppliedArtifact> applied) {
        List<Deviation> deviations = new ArrayList<>();
        for (AppliedArtifact each : applied) {
            of(each).ifPresent(deviations::add);
            look.outdated(each).ifPresent(copy -> deviations.add(outdated(each, copy)));
        }
        return deviations;
    }

    private Optional<Deviation> of(AppliedArtifact applied) {
        Artifact artifact = applied.artifact();
        if (look.isGone(artifact)) {
            return Optional.of(deviation(
                    applied,
                    DriftKind.MISSING,
                    "no such qube",
                    "",
                    "The qube was removed or renamed. Edit the bridge so that it no longer names it.",
                    false));
        }
        return look.now(artifact)
                .filter(now -> !AppliedLook.isAs(artifact, applied.after(), now))
                .map(now -> deviation(
                        applied,
                        kind(applied.after(), now),
                        text(now),
                        AppliedLook.diff(artifact, applied.after(), now),
                        AppliedLook.isAs(artifact, applied.before(), now)
                                ? "It is again what it was before the bridge."
                                : "",
                        true));
    }

    private static Deviation deviation(
            AppliedArtifact applied, DriftKind kind, String found, String diff, String cause, boolean decidable) {
        return new Deviation(
                applied.artifact().label(),
                kind,
                text(applied.after()),
                found,
                diff,
                AppliedLook.diff(applied.artifact(), applied.before(), applied.after()),
                cause,
                applied.profile(),
                applied.profileName(),
                decidable);
    }

    private static Deviation outdated(AppliedArtifact applied, AppliedLook.OutdatedCopy copy) {
        return new Deviation(
                copy.file().label(),
                DriftKind.CHANGED,
                "the stock text that " + applied.artifact().locator() + " carries for all qubes that are not bridged",
                "another stock text",
                copy.diff(),
                "",
                "",
                applied.profile(),
                applied.profileName(),
                false);
    }

    private static DriftKind kind(Content expected, Content found) {
        boolean should = isThere(expected);
        boolean is = isThere(found);
        return should == is ? DriftKind.CHANGED : should ? DriftKind.MISSING : DriftKind.UNEXPECTED;
    }

    private static boolean isThere(Content content) {
        return switch (content) {
            case Content.FileContent file -> true;
            case Content.NoFile none -> false;
            case Content.Setting setting -> !setting.isDefault();
        };
    }

    private static String text(Content content) {
        return switch (content) {
            case Content.FileContent file ->
                Preconditions.of(file).text() + " " + file.image().modeText() + " "
                        + file.image().owner() + ":" + file.image().group();
            case Content.NoFile none -> "no file";
            case Content.Setting setting ->
                setting.isDefault()
                        ? setting.value().isEmpty() ? "not set" : setting.value() + " (default)"
                        : setting.value().isEmpty() ? "nothing" : setting.value();
        };
    }
}
