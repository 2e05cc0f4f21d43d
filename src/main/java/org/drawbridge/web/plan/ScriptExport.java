package org.drawbridge.web.plan;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.drawbridge.audit.Actor;
import org.drawbridge.audit.AuditEvent;
import org.drawbridge.audit.AuditEvent.Outcome;
import org.drawbridge.audit.AuditLog;
import org.drawbridge.job.NotApplicableException;
import org.drawbridge.plan.Plan;
import org.drawbridge.plan.PlanScript;
import org.drawbridge.plan.Plans;
import org.drawbridge.plan.ScriptDirection;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Sends a plan as a script, and writes down who took it: from there on it is run by hand. */
@Component
class ScriptExport {

    private final Plans plans;
    private final AuditLog log;

    ScriptExport(Plans plans, AuditLog log) {
        this.plans = plans;
        this.log = log;
    }

    /**
     * Sends it.
     *
     * @throws org.drawbridge.plan.PlanNotFoundException when there is no such plan
     * @throws NotApplicableException when it cannot be applied: nobody gets as a script what no job would do
     */
    void send(UUID id, ScriptDirection direction, Actor actor, HttpServletResponse response) throws IOException {
        Plan plan = plans.get(id);
        if (!isExportable(plan)) {
            throw new NotApplicableException();
        }
        PlanScript script = PlanScript.of(plan, direction);
        log.append(AuditEvent.of(actor, "plan.export", "plan:" + id, Outcome.SUCCESS)
                .with("direction", direction.word()));
        byte[] text = script.text().getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/x-shellscript;charset=UTF-8");
        response.setContentLength(text.length);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + script.fileName() + "\"");
        response.getOutputStream().write(text);
    }

    /** Whether there is a script of a plan: of one that can be applied, and not of one that installs packages. */
    static boolean isExportable(Plan plan) {
        return plan.applicable() && plan.kind() != Plan.Kind.RESTORE;
    }
}
