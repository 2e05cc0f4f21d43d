package org.drawbridge.host.adminapi;

/** A way to qubesd: its socket in dom0, or qrexec from a management qube. */
public interface AdminTransport {

    /** Where the way leads, for messages, such as {@code qubesd (/var/run/qubesd.sock)}. */
    String peer();

    /**
     * Prepares one call; nothing is sent before its answer is read.
     *
     * @throws org.drawbridge.host.HostException.Declined when it is more than this way can carry
     */
    AdminExchange begin(AdminCall call);

    /** Why a call may have been answered with nothing, and what to do, with the policy line that would allow it. */
    String refusal(AdminCall call);
}
