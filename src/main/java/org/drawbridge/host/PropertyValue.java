package org.drawbridge.host;

/**
 * A qube's property as the host tells it; an unset one is the empty text.
 *
 * @param value the text of the value, never null
 * @param isDefault whether it was never set: going back is then Reset, not Set
 */
public record PropertyValue(String value, boolean isDefault) {}
