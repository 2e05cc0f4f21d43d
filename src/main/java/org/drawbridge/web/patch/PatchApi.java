package org.drawbridge.web.patch;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.patch.InvalidPatchException;
import org.drawbridge.patch.Patch;
import org.drawbridge.patch.Patches;
import org.drawbridge.patch.UploadedFile;
import org.drawbridge.plan.PatchTrial;
import org.drawbridge.plan.PatchTrials;
import org.drawbridge.web.api.ApiController;
import org.drawbridge.web.api.InvalidInputException;
import org.drawbridge.web.api.Problems;
import org.drawbridge.web.api.Violation;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** The patches for scripts. */
@ApiController
class PatchApi {

    private final Patches patches;
    private final PatchTrials trials;

    PatchApi(Patches patches, PatchTrials trials) {
        this.patches = patches;
        this.trials = trials;
    }

    @GetMapping("/patches")
    List<PatchBody> list() {
        return patches.list().stream().map(PatchBody::of).toList();
    }

    /** A dry run of each on the host's own files; nothing is written. */
    @GetMapping("/patches/trials")
    List<TrialBody> trials() {
        return trials.all().stream().map(TrialBody::of).toList();
    }

    /** Takes one diff, several, or archives of them; the parts may have any name. */
    @PostMapping(path = "/patches", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    List<PatchBody> upload(MultipartHttpServletRequest request, Actor actor) throws IOException {
        List<UploadedFile> files = Uploads.of(request);
        if (files.isEmpty()) {
            throw new InvalidInputException(
                    List.of(new Violation("file", "Send a diff, or an archive of diffs, as a part with a file name.")));
        }
        return patches.upload(files, actor).stream().map(PatchBody::of).toList();
    }

    @DeleteMapping("/patches/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, Actor actor) {
        patches.delete(id, actor);
    }

    @ExceptionHandler
    ProblemDetail notTaken(InvalidPatchException exception) {
        return Problems.invalid(exception.reasons().stream()
                .map(reason -> new Violation("file", reason.file() + ": " + reason.message()))
                .toList());
    }

    /** What would become of one patch, as the API tells it. */
    record TrialBody(UUID patch, String path, String outcome, String diff, String message) {
        static TrialBody of(PatchTrial trial) {
            String outcome = trial.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
            return new TrialBody(trial.patch().id(), trial.path(), outcome, trial.diff(), trial.message());
        }
    }

    /** One patch as the API tells it. */
    record PatchBody(
            UUID id, String name, String target, String sha256, Instant uploadedAt, String by, boolean sample) {
        static PatchBody of(Patch patch) {
            return new PatchBody(
                    patch.id(),
                    patch.name(),
                    patch.target(),
                    patch.sha256().hex(),
                    patch.uploadedAt(),
                    patch.by(),
                    patch.sample());
        }
    }
}
