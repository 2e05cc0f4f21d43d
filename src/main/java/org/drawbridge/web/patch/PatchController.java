package org.drawbridge.web.patch;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.patch.InvalidPatchException;
import org.drawbridge.patch.Patch;
import org.drawbridge.patch.Patches;
import org.drawbridge.patch.UploadedFile;
import org.drawbridge.plan.PatchTrials;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The page of the patches: upload, see, delete. */
@Controller
class PatchController {

    private static final String BACK = "redirect:/patches";

    private final Patches patches;
    private final PatchTrials trials;

    PatchController(Patches patches, PatchTrials trials) {
        this.patches = patches;
        this.trials = trials;
    }

    @GetMapping("/patches")
    String list(Model model) {
        model.addAttribute("patches", patches.list());
        model.addAttribute("trials", trials.all().stream().map(TrialView::of).toList());
        return "patch/patches";
    }

    @PostMapping("/patches")
    String upload(MultipartHttpServletRequest request, Actor actor, Model model, RedirectAttributes redirect)
            throws IOException {
        List<UploadedFile> files = Uploads.of(request);
        if (files.isEmpty()) {
            return refused(List.of("Choose a diff, or an archive of diffs, and upload it then."), model);
        }
        try {
            List<Patch> kept = patches.upload(files, actor);
            redirect.addFlashAttribute(
                    "done", kept.size() == 1 ? "1 patch is kept." : kept.size() + " patches are kept.");
            return BACK;
        } catch (InvalidPatchException invalid) {
            return refused(
                    invalid.reasons().stream()
                            .map(reason -> reason.file() + ": " + reason.message())
                            .toList(),
                    model);
        }
    }

    @PostMapping("/patches/{id}/delete")
    String delete(@PathVariable UUID id, Actor actor, RedirectAttributes redirect) {
        patches.delete(id, actor);
        redirect.addFlashAttribute("done", "The patch is deleted here. What it changed on the host stays.");
        return BACK;
    }

    private String refused(List<String> reasons, Model model) {
        model.addAttribute("violations", Map.of("file", reasons));
        return list(model);
    }
}
