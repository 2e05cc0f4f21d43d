package org.drawbridge.stock;

/** The packages are not any more as they were when the review was made. */
public final class StaleReviewException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StaleReviewException() {
        super("Something changed since you looked. Nothing was done: look again at what restoring does now.");
    }
}
