package org.drawbridge.stock;

/** A package cannot be put back as it was asked; the message says why and what to do. */
public final class NotRestorableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotRestorableException(String message) {
        super(message);
    }
}
