package org.drawbridge.drift;

/** There is no such difference, or it is over. */
public final class NoSuchDriftException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoSuchDriftException(long id) {
        super("There is no difference " + id + " any more. Look at the list as it is now.");
    }
}
