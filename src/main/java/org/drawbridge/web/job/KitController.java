package org.drawbridge.web.job;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.drawbridge.audit.Actor;
import org.drawbridge.host.HostException;
import org.drawbridge.job.RescueKits;
import org.drawbridge.web.Crumb;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The pages of the rescue kits: what lies on the host, what it did, and its files to look at and to take away. */
@Controller
class KitController {

    private static final String SCRIPT = "restore.sh";

    private static final Crumb JOBS = new Crumb("Jobs", "/jobs");

    private final RescueKits kits;

    KitController(RescueKits kits) {
        this.kits = kits;
    }

    @GetMapping("/jobs/kits")
    String list(Model model) {
        model.addAttribute("crumbs", List.of(JOBS));
        try {
            model.addAttribute("kits", kits.all().stream().map(KitRow::of).toList());
        } catch (HostException exception) {
            model.addAttribute("kits", List.of());
            model.addAttribute("trouble", exception.getMessage());
        }
        return "job/kits";
    }

    @GetMapping("/jobs/kits/{name}")
    String show(@PathVariable String name, Actor actor, Model model) {
        RescueKits.KitView kit = kits.find(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("kit", KitRow.of(kit));
        model.addAttribute("title", "Rescue kit " + name);
        model.addAttribute("crumbs", List.of(JOBS, new Crumb("Rescue kits", "/jobs/kits")));
        model.addAttribute("script", text(name, SCRIPT, kit, actor));
        model.addAttribute("report", text(name, "report", kit, actor));
        return "job/kit";
    }

    @GetMapping("/jobs/kits/{name}/{file}")
    ResponseEntity<byte[]> file(@PathVariable String name, @PathVariable String file, Actor actor) {
        byte[] content =
                kits.file(name, file, actor).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("drawbridge-" + name + "-" + file)
                                .build()
                                .toString())
                .body(content);
    }

    private String text(String name, String file, RescueKits.KitView kit, Actor actor) {
        return kit.files().contains(file)
                ? kits.file(name, file, actor)
                        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                        .orElse("")
                : "";
    }
}
