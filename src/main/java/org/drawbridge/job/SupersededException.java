package org.drawbridge.job;

/** A later job changed what this one would put back. */
public final class SupersededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long later;

    public SupersededException(long job, long later) {
        super("Job " + later + " changed some of the same things after job " + job
                + ", so going back would undo only half. Plan the removal of the bridge instead, or go back from job "
                + later + " first.");
        this.later = later;
    }

    /** The later job. */
    public long later() {
        return later;
    }
}
