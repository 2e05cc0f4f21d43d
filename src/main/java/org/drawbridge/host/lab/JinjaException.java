package org.drawbridge.host.lab;

/** A template of a domain cannot be rendered; the message is what qubesd would log. */
final class JinjaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JinjaException(String message) {
        super(message);
    }
}
