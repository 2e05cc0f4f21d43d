package org.drawbridge.audit;

import java.util.List;

/** One page of entries, the newest first, and how many there are in all. */
public record AuditPage(List<AuditEntry> content, int page, int size, long total) {

    public AuditPage {
        content = List.copyOf(content);
    }
}
