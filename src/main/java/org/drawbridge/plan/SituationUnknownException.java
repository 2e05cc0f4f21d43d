package org.drawbridge.plan;

/** A net qube cannot be seen, so nothing can be said about packets; the message is a sentence for people. */
public final class SituationUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SituationUnknownException(String message) {
        super(message);
    }
}
