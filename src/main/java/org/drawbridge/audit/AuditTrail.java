package org.drawbridge.audit;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;

/** The audit log for reading: search, proof and export. */
public interface AuditTrail {

    /** The entries that match, newest first. An entry whose details were garbled by another hand is shown without them. */
    AuditPage search(AuditFilter filter);

    Optional<AuditEntry> entry(long seq);

    /** The actions that occur, in alphabetical order. */
    List<String> actions();

    /** Walks along the whole chain, as it stands at one moment. */
    AuditVerification verify();

    /** Writes all entries, oldest first, never holding more than a few of them. */
    void export(AuditFormat format, Writer out) throws IOException;
}
