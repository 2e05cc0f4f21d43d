package org.drawbridge.host.adminapi;

/**
 * A property as qubesd tells it; a type of a newer release is carried as it is.
 *
 * @param isDefault whether it was never set: going back is then Reset, not Set
 * @param type such as {@code bool}, {@code vm} or {@code label}
 * @param value its text; an unset qube is the empty text
 */
public record AdminProperty(boolean isDefault, String type, String value) {}
