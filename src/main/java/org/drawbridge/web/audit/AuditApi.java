package org.drawbridge.web.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEntry;
import org.drawbridge.audit.AuditFormat;
import org.drawbridge.audit.AuditPage;
import org.drawbridge.audit.AuditTrail;
import org.drawbridge.audit.AuditVerification;
import org.drawbridge.web.api.ApiController;
import org.drawbridge.web.api.InvalidInputException;
import org.drawbridge.web.api.PagedList;
import org.drawbridge.web.api.Violation;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit log for scripts. */
@ApiController
class AuditApi {

    private final AuditTrail trail;
    private final AuditExport export;

    AuditApi(AuditTrail trail, AuditExport export) {
        this.trail = trail;
        this.export = export;
    }

    /** The entries that match, newest first. */
    @GetMapping("/audit")
    PagedList<AuditEntry> search(@ParameterObject AuditQuery query) {
        List<Violation> violations = query.violations().entrySet().stream()
                .map(wrong -> new Violation(wrong.getKey(), wrong.getValue()))
                .toList();
        if (!violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
        AuditPage found = trail.search(query.filter(ZoneOffset.UTC));
        return new PagedList<>(found.content(), found.page(), found.size(), found.total());
    }

    /** Walks along the whole chain. */
    @GetMapping("/audit/verify")
    AuditVerification verify() {
        return trail.verify();
    }

    /** The whole log, oldest first, in a form that can be checked offline. */
    @GetMapping(
            path = "/audit/export",
            produces = {"application/jsonl", "text/csv", "application/json"})
    void export(@RequestParam(defaultValue = "jsonl") String format, Actor actor, HttpServletResponse response)
            throws IOException {
        AuditFormat known = AuditExport.format(format)
                .orElseThrow(() -> new InvalidInputException(
                        List.of(new Violation("format", "There is no such form. Choose jsonl or csv."))));
        export.send(actor, known, response);
    }
}
