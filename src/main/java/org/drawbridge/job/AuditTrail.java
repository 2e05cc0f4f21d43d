package org.drawbridge.job;

import org.drawbridge.audit.AuditEvent;

/** Where a job says what it is about to do and how that ended. */
@FunctionalInterface
interface AuditTrail {

    void append(AuditEvent event);
}
