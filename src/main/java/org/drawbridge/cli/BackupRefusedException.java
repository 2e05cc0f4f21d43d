package org.drawbridge.cli;

/** A backup cannot be made or brought back; the message is a sentence for people. */
final class BackupRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BackupRefusedException(String message) {
        super(message);
    }

    BackupRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
