package org.drawbridge.drift;

/** A decision that this difference does not allow. */
public final class NotDecidableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotDecidableException(String sentence) {
        super(sentence);
    }
}
