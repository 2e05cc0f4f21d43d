package org.drawbridge.plan;

import java.util.List;
import java.util.Optional;
import org.drawbridge.format.FileDiff;
import org.drawbridge.format.PatchResult;
import org.drawbridge.format.UnifiedDiff;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.Host;
import org.drawbridge.host.HostException;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.patch.Patch;
import org.drawbridge.patch.PatchText;
import org.drawbridge.patch.Patches;
import org.drawbridge.plan.PatchTrial.Outcome;
import org.drawbridge.plan.blueprint.PatchTargets;
import org.springframework.stereotype.Service;

/** Tries the uploaded patches on the host's own files, in memory: nothing is written. */
@Service
public class PatchTrials {

    private final Host host;
    private final Patches patches;

    PatchTrials(Host host, Patches patches) {
        this.host = host;
        this.patches = patches;
    }

    /** A dry run of every patch, by its target. */
    public List<PatchTrial> all() {
        List<PatchText> texts = patches.texts();
        return patches.list().stream()
                .map(patch -> trial(
                        patch,
                        texts.stream()
                                .filter(text -> text.target().equals(patch.target()))
                                .findFirst()
                                .orElseThrow()))
                .toList();
    }

    private PatchTrial trial(Patch patch, PatchText text) {
        HostPath path = PatchTargets.path(patch.target());
        Optional<FileImage> image;
        try {
            image = host.read(Place.DOM0, path);
        } catch (HostException exception) {
            return new PatchTrial(
                    patch, path.value(), Outcome.NO_TARGET, "", path + " cannot be read. " + exception.getMessage());
        }
        if (image.isEmpty()) {
            return new PatchTrial(
                    patch,
                    path.value(),
                    Outcome.NO_TARGET,
                    "",
                    "dom0 has no " + path + ": these patches are for R2B2 only.");
        }
        byte[] before = image.get().content();
        return switch (UnifiedDiff.parse(text.bytes()).getFirst().applyTo(before)) {
            case PatchResult.Applied applied ->
                new PatchTrial(
                        patch,
                        path.value(),
                        Outcome.APPLIES,
                        FileDiff.between(path.value(), before, applied.bytes()).text(),
                        "It fits " + path + ".");
            case PatchResult.AlreadyApplied already ->
                new PatchTrial(
                        patch, path.value(), Outcome.ALREADY_APPLIED, "", path + " already is as the patch makes it.");
            case PatchResult.Rejected rejected ->
                new PatchTrial(
                        patch,
                        path.value(),
                        Outcome.DOES_NOT_APPLY,
                        "",
                        PatchTargets.rejection(path, text.name(), rejected));
        };
    }
}
