package org.drawbridge.job;

/** Somebody asked for the way back while the job ran: it turns before its next step. */
final class CancelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CancelledException(long job) {
        super("Job " + job + " was asked to go back.");
    }
}
