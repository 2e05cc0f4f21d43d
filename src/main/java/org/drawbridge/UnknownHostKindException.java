package org.drawbridge;

/** The settings ask for a kind of host that there is not. */
final class UnknownHostKindException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownHostKindException(String wanted) {
        super("drawbridge.host is “" + wanted + "”, and there is no such host.");
    }
}
