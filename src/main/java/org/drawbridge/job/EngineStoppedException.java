package org.drawbridge.job;

/** The console is shutting down; the job is taken up at the next start. */
final class EngineStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EngineStoppedException() {
        super("The console is shutting down.");
    }
}
