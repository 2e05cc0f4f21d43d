package org.drawbridge.plan;

/**
 * An artifact that is no longer what it was when a plan was made.
 *
 * @param artifact what it is about
 * @param expected what it was: a precondition for a file, the value for a setting
 * @param found what it is now, in the same form
 * @param diff a unified diff from what was expected to what was found; the empty text for a setting
 */
public record Difference(Artifact artifact, String expected, String found, String diff) {}
