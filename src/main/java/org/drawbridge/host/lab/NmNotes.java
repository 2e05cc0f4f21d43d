package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a running NetworkManager knows: the profiles that it has read, and the connections that are up. */
final class NmNotes {

    /** By the path of the keyfile: the settings that NetworkManager took from it, by {@code group.key}. */
    final NavigableMap<String, NavigableMap<String, String>> profiles = new TreeMap<>();

    /** The file of the connection that is up, by device. */
    final NavigableMap<String, String> active = new TreeMap<>();

    /** Files of profiles that a person took down by hand, which NetworkManager therefore does not bring up by itself. */
    final List<String> held = new ArrayList<>();
}
