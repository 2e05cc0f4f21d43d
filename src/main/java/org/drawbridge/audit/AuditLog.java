package org.drawbridge.audit;

/** Where everything that is done gets written down, before it is done and after. */
@FunctionalInterface
public interface AuditLog {

    /**
     * Appends one entry. Inside a transaction it belongs to it, and holds the head of the chain until that transaction ends:
     * keep such a transaction short, and at the database's usual isolation. Otherwise it is committed on return.
     *
     * <p>Control characters and broken surrogates in names become U+FFFD, and what is too long is cut, so that an entry reads
     * back from every database exactly as it was hashed. The request's id is kept as the detail {@code request}.
     */
    AuditEntry append(AuditEvent event);
}
