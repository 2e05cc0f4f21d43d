package org.drawbridge.name;

/** A text is not the name or address that it should be; the message says why in words for people. */
public final class InvalidNameException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public InvalidNameException(String message) {
        super(message);
    }
}
