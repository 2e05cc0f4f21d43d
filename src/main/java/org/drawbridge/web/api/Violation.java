package org.drawbridge.web.api;

/**
 * What is wrong with one field of a request.
 *
 * @param field the field's name, with dots and indices for what lies deeper; empty where it is the whole
 * @param message one sentence for people
 */
public record Violation(String field, String message) {}
