package org.drawbridge.job;

/** Another engine has taken the host over; this one must not write any more. */
final class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseLostException(Lease lease) {
        super("Job " + lease.job() + " was taken over by another console.");
    }
}
