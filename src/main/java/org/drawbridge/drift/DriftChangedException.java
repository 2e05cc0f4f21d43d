package org.drawbridge.drift;

/** What is decided on is not on the host any more as it was shown. */
public final class DriftChangedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DriftChangedException() {
        super(
                "This is not as it was shown any more: the host was looked at again since. Look at it as it is now, and decide then.");
    }
}
