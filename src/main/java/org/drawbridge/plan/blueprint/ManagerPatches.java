package org.drawbridge.plan.blueprint;

import java.util.Optional;
import org.drawbridge.format.FileDiff;
import org.drawbridge.format.FormatException;
import org.drawbridge.format.PatchResult;
import org.drawbridge.format.UnifiedDiff;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand.CloseQubesManager;
import org.drawbridge.host.HostPath;
import org.drawbridge.host.Place;
import org.drawbridge.patch.PatchText;
import org.drawbridge.plan.Artifact;
import org.drawbridge.plan.Content;
import org.drawbridge.plan.Finding;
import org.drawbridge.plan.Finding.Severity;
import org.drawbridge.plan.survey.Look;

/**
 * The bridge option of R2B2: the user's three patches, applied as whole files to what the host really has. So dom0 needs no patch
 * tool, and no {@code .orig} files appear.
 */
final class ManagerPatches implements Part {

    @Override
    public void look(Look look, Request request) {
        for (HostPath path : PatchTargets.PATHS) {
            look.file(Place.DOM0, path);
            look.folder(Place.DOM0, PatchTargets.folder(path));
        }
        StockCopies.look(look);
    }

    @Override
    public void plan(Draft draft) {
        boolean changed = false;
        for (HostPath path : PatchTargets.PATHS) {
            Artifact.File file = new Artifact.File(Place.DOM0, path);
            Optional<FileImage> image = draft.survey().image(file.place(), file.path());
            if (image.isEmpty()) {
                draft.find(noTarget(file));
            } else if (!draft.request().wanted().isEmpty()) {
                changed |= patch(draft, file, image.get());
            } else if (!isNeededByOthers(draft)) {
                changed |= unpatch(draft, file, image.get());
            }
        }
        if (changed) {
            if (!draft.request().wanted().isEmpty()) {
                StockCopies.keep(draft);
            }
            draft.add(
                    Phase.DOM0,
                    Act.of(
                                    new CloseQubesManager(),
                                    "dom0: close Qubes Manager",
                                    "It goes on with the old files until it is started anew.")
                            .undo(new CloseQubesManager())
                            .step());
        }
    }

    private static boolean patch(Draft draft, Artifact.File file, FileImage image) {
        Optional<PatchText> patch = patchOf(draft, file);
        if (patch.isEmpty()) {
            draft.find(missing(file));
            return false;
        }
        Optional<FileDiff> diff = diff(draft, patch.get());
        if (diff.isEmpty()) {
            return false;
        }
        return switch (diff.get().applyTo(image.content())) {
            case PatchResult.Applied applied ->
                draft.change(
                        Phase.DOM0,
                        file,
                        new Content.FileContent(image.withContent(applied.bytes())),
                        "Your patch " + patch.get().name() + " adds the bridge option.",
                        "Packages own this file: the stock one comes back when the profile is taken away.");
            case PatchResult.AlreadyApplied already -> false;
            case PatchResult.Rejected rejected -> {
                draft.find(rejected(file, patch.get(), rejected));
                yield false;
            }
        };
    }

    /** The file as it was, if nobody touched it since; else the patch is taken out of what is there now. */
    private static boolean unpatch(Draft draft, Artifact.File file, FileImage image) {
        Optional<Content> last = draft.request().baseline().last(file);
        if (last.isPresent() && !draft.differs(file, last.get())) {
            return put(draft, file, draft.restoration(file, last.get()));
        }
        Optional<FileDiff> diff = patchOf(draft, file).flatMap(patch -> diff(draft, patch));
        if (diff.isPresent() && diff.get().reversed().applyTo(image.content()) instanceof PatchResult.Applied applied) {
            return put(draft, file, new Content.FileContent(image.withContent(applied.bytes())));
        }
        return false;
    }

    private static boolean put(Draft draft, Artifact.File file, Content content) {
        return draft.change(Phase.DOM0, file, content, "No qube is on a bridge any more.", "");
    }

    private static Optional<PatchText> patchOf(Draft draft, Artifact.File file) {
        return draft.request().patches().stream()
                .filter(patch -> patch.target().equals(file.path().name()))
                .findFirst();
    }

    private static Optional<FileDiff> diff(Draft draft, PatchText patch) {
        try {
            return UnifiedDiff.parse(patch.bytes()).stream().findFirst();
        } catch (FormatException exception) {
            draft.find(new Finding(
                    Severity.BLOCKER,
                    "patch-unreadable",
                    "The patch " + patch.name() + " cannot be understood. " + exception.getMessage(),
                    "Only a whole unified diff can be applied.",
                    "Upload the patch again, as it was published."));
            return Optional.empty();
        }
    }

    /** Whether a qube that is not of this profile is on a bridge by the same patches. */
    private static boolean isNeededByOthers(Draft draft) {
        return draft.survey().qubes().values().stream()
                .filter(qube -> !draft.request().members().contains(qube.name()))
                .flatMap(qube -> qube.property(R2Members.BRIDGE).stream())
                .anyMatch(property -> !property.value().isEmpty());
    }

    private static Finding noTarget(Artifact.File file) {
        return new Finding(
                Severity.BLOCKER,
                "patch-target-missing",
                "dom0 has no " + file.path() + ".",
                "The bridge option of R2B2 is a patch of this file; from R2-Beta3 on the code lies elsewhere.",
                "Check that the host is R2B2 and that its packages are whole.");
    }

    private static Finding missing(Artifact.File file) {
        return new Finding(
                Severity.BLOCKER,
                "patch-missing",
                "There is no patch for " + file.path().name() + ".",
                "The bridge option of R2B2 consists of three patches, which are not published any more.",
                "Upload " + file.path().name() + "-bridge.diff on the page Patches, then plan again.");
    }

    private static Finding rejected(Artifact.File file, PatchText patch, PatchResult.Rejected rejected) {
        return new Finding(
                Severity.BLOCKER,
                "patch-does-not-apply",
                PatchTargets.rejection(file.path(), patch.name(), rejected),
                "A patch is applied as a whole or not at all.",
                rejected.found().isEmpty()
                        ? "The file is too short there. Upload a patch that was made for this version of the file."
                        : "There stands: " + String.join("\n", rejected.found())
                                + "\nUpload a patch that was made for this version of the file.");
    }
}
