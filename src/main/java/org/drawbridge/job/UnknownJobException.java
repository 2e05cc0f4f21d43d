package org.drawbridge.job;

/** There is no such job. */
public final class UnknownJobException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownJobException(long id) {
        super("There is no job " + id + ". The list of jobs has all there are.");
    }
}
