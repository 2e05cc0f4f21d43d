package org.drawbridge.job;

/** A job's state does not allow what was asked. */
public final class WrongStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final JobState state;

    public WrongStateException(long job, JobState state, String asked) {
        super("Job " + job + " is " + state.word() + ", so it cannot be " + asked
                + ". Look at the job and choose again.");
        this.state = state;
    }

    public JobState state() {
        return state;
    }
}
