package org.drawbridge.exposure.rule;

/**
 * Names of interfaces: one name, or all that begin alike.
 *
 * @param text the name or its beginning
 * @param open whether more may follow
 */
public record NamePattern(String text, boolean open) {

    /** A name that ends with this wildcard begins so; any other is the name itself. */
    public static NamePattern of(String name, char wildcard) {
        boolean open = !name.isEmpty() && name.charAt(name.length() - 1) == wildcard;
        return new NamePattern(open ? name.substring(0, name.length() - 1) : name, open);
    }

    public boolean matches(String name) {
        return open ? name.startsWith(text) : name.equals(text);
    }
}
