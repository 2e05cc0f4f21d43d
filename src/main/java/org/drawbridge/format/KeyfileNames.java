package org.drawbridge.format;

import java.util.Map;

/** The names that NetworkManager has for one thing: older ones are read as today's. */
final class KeyfileNames {

    private static final Map<String, String> TYPES = Map.of(
            "802-3-ethernet", "ethernet",
            "802-11-wireless", "wifi",
            "802-11-wireless-security", "wifi-security");
    private static final Map<Name, Name> KEYS = Map.of(
            new Name("connection", "master"), new Name("connection", "controller"),
            new Name("connection", "slave-type"), new Name("connection", "port-type"),
            new Name("bridge", "interface-name"), new Name("connection", "interface-name"));

    private KeyfileNames() {}

    /** A key in its group. */
    record Name(String group, String key) {}

    /** Today's name of a group or of a connection's type. */
    static String type(String name) {
        return TYPES.getOrDefault(name, name);
    }

    /** Today's name of a key. */
    static Name key(String group, String key) {
        Name name = new Name(type(group), key);
        return KEYS.getOrDefault(name, name);
    }

    /** Whether it has a language; NetworkManager leaves out such keys. */
    static boolean hasLanguage(String key) {
        return key.endsWith("]");
    }
}
