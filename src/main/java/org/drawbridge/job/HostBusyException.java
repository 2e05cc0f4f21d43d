package org.drawbridge.job;

/** Another job holds the host. */
public final class HostBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long job;

    public HostBusyException(long job, String sentence) {
        super(sentence);
        this.job = job;
    }

    /** The job that holds it. */
    public long job() {
        return job;
    }
}
