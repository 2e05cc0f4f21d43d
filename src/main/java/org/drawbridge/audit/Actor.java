package org.drawbridge.audit;

/**
 * Who does something, and through what.
 *
 * @param name the user's name, or {@code system}
 * @param via {@code console}, {@code api}, {@code cli} or {@code system}
 * @param request the request's id, or the empty text
 */
public record Actor(String name, String via, String request) {

    /** Drawbridge itself: timers, recovery, the first start. */
    public static final Actor SYSTEM = new Actor("system", "system", "");
}
