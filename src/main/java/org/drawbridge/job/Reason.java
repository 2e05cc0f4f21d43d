package org.drawbridge.job;

/** The sentence of what went wrong. */
final class Reason {

    private Reason() {}

    static String of(RuntimeException exception) {
        String message = exception.getMessage();
        return message == null ? exception.getClass().getSimpleName() : message;
    }
}
