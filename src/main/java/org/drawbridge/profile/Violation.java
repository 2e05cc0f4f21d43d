package org.drawbridge.profile;

/**
 * Something that a profile cannot be.
 *
 * @param field where, such as {@code attachments[1].qube}
 * @param message what is the case and why it cannot be, then what to do
 */
public record Violation(String field, String message) {}
