package org.drawbridge.host.adminapi;

/** Hears what happens on the host; all calls come from one thread. */
public interface AdminEventListener {

    /** From now on nothing is missed; what was before is not told. */
    void opened();

    void happened(AdminEvent event);

    /** Nothing is heard until {@link #opened} comes again. */
    void lost(String reason);
}
