package org.drawbridge.cli;

import java.io.Serial;

/** A file of exposure cases cannot be understood. */
final class ExposureCaseException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    ExposureCaseException(String message) {
        super(message);
    }

    ExposureCaseException(String message, Throwable cause) {
        super(message, cause);
    }
}
