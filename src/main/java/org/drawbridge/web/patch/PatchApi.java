package org.drawbridge.web.patch;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.patch.Patch;
import org.drawbridge.patch.Patches;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The patches for scripts. */
@RestController
@RequestMapping("/api/v1/patches")
class PatchApi {

    private final Patches patches;

    PatchApi(Patches patches) {
        this.patches = patches;
    }

    @GetMapping
    List<PatchBody> list() {
        return patches.list().stream().map(PatchBody::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    List<PatchBody> upload(@RequestParam MultipartFile file, Actor actor) throws IOException {
        return patches.upload(PatchController.nameOf(file), file.getBytes(), actor).stream()
                .map(PatchBody::of)
                .toList();
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, Actor actor) {
        patches.delete(id, actor);
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
