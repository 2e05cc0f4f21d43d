package org.drawbridge.job;

/** A job was not confirmed, since the host may still go back by itself. */
public final class NotConfirmedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotConfirmedException(long job, String why) {
        super("Job " + job + " was not confirmed: " + why
                + " The host still goes back by itself; confirm again, or let it go back.");
    }
}
