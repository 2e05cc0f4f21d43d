package org.drawbridge.web.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditFormat;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.audit.AuditTrail;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Sends the whole log as a file, as it is read. */
@Component
class AuditExport {

    private final AuditTrail trail;
    private final AuditLog log;

    AuditExport(AuditTrail trail, AuditLog log) {
        this.trail = trail;
        this.log = log;
    }

    static Optional<AuditFormat> format(String word) {
        return Arrays.stream(AuditFormat.values())
                .filter(format -> format.ending().equals(word))
                .findFirst();
    }

    void send(Actor actor, AuditFormat format, HttpServletResponse response) throws IOException {
        log.append(
                AuditEvent.of(actor, "audit.export", "audit", Outcome.SUCCESS).with("format", format.ending()));
        response.setContentType(format.mediaType() + ";charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"drawbridge-audit." + format.ending() + "\"");
        trail.export(format, response.getWriter());
    }
}
