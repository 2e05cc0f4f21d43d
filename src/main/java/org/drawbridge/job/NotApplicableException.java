package org.drawbridge.job;

/** A plan has a blocker or nothing to do. */
public final class NotApplicableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotApplicableException() {
        super("The plan cannot be applied: it has a blocker or nothing to do. Its findings say which.");
    }
}
