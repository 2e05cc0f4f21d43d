package org.drawbridge.web.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEntry;
import org.drawbridge.audit.AuditFormat;
import org.drawbridge.audit.AuditPage;
import org.drawbridge.audit.AuditTrail;
import org.drawbridge.web.Crumb;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The audit log for people. */
@Controller
@RequestMapping("/audit")
class AuditController {

    private static final List<Crumb> ABOVE = List.of(new Crumb("Audit", "/audit"));

    private final AuditTrail trail;
    private final AuditExport export;

    AuditController(AuditTrail trail, AuditExport export) {
        this.trail = trail;
        this.export = export;
    }

    /** An entry in its row, with the sign of its outcome. */
    record Row(AuditEntry entry, String mark) {}

    @GetMapping
    String list(AuditQuery query, Model model) {
        Map<String, List<String>> violations = query.violations().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, wrong -> List.of(wrong.getValue())));
        model.addAttribute("query", query);
        model.addAttribute("violations", violations);
        AuditPage found = trail.search(query.filter(ZoneId.systemDefault()));
        model.addAttribute("found", found);
        model.addAttribute(
                "rows",
                found.content().stream()
                        .map(entry -> new Row(entry, AuditMarks.of(entry.outcome())))
                        .toList());
        model.addAttribute("actions", trail.actions());
        return "audit/audit";
    }

    @GetMapping("/{seq:[0-9]+}")
    String entry(@PathVariable long seq, Model model) {
        AuditEntry entry = trail.entry(seq).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("entry", entry);
        model.addAttribute("mark", AuditMarks.of(entry.outcome()));
        model.addAttribute("next", trail.entry(seq + 1).isPresent());
        model.addAttribute("crumbs", ABOVE);
        return "audit/entry";
    }

    @GetMapping("/verify")
    String verify(Model model) {
        model.addAttribute("verification", trail.verify());
        model.addAttribute("crumbs", ABOVE);
        return "audit/verify";
    }

    @GetMapping("/export")
    void export(@RequestParam(defaultValue = "jsonl") String format, Actor actor, HttpServletResponse response)
            throws IOException {
        AuditFormat known =
                AuditExport.format(format).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        export.send(actor, known, response);
    }
}
