package org.drawbridge.host.lab;

/** The lab's folder cannot be used as it is; the message says what is the matter and what to do. */
public final class BrokenLabException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenLabException(String message) {
        super(message + " Move the folder away or reset the lab, which makes a new one.");
    }

    BrokenLabException(String message, Throwable cause) {
        super(message + " Move the folder away or reset the lab, which makes a new one.", cause);
    }
}
