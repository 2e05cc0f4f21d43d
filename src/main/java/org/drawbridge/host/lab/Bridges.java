package org.drawbridge.host.lab;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.drawbridge.host.lab.RunningNotes.LinkNotes;

/** The bridges of one running qube and their ports, as the kernel keeps them. */
final class Bridges {

    private final RunningNotes notes;

    Bridges(RunningNotes notes) {
        this.notes = notes;
    }

    boolean exists(String name) {
        return notes.link(name).filter(link -> link.kind.equals("bridge")).isPresent();
    }

    /** Makes the bridge; one that is there keeps its ports. */
    void create(String name, Optional<String> pinnedMac) {
        LinkNotes bridge = notes.links.computeIfAbsent(name, key -> new LinkNotes());
        bridge.kind = "bridge";
        bridge.pinnedMac = pinnedMac.orElse(null);
        bridge.mac = pinnedMac.orElse("");
        settle(name);
    }

    /** Takes the bridge away; its ports stay as interfaces of their own. */
    void remove(String name) {
        release(name);
        notes.links.remove(name);
    }

    /** Makes all ports leave. */
    void release(String name) {
        for (String port : notes.portsOf(name)) {
            leave(port);
        }
    }

    void join(String port, String bridge) {
        LinkNotes link = notes.links.get(port);
        if (link != null) {
            leave(port);
            link.master = bridge;
            link.addresses.clear();
            settle(bridge);
        }
    }

    void leave(String port) {
        LinkNotes link = notes.links.get(port);
        if (link != null && link.master != null) {
            String bridge = link.master;
            link.master = null;
            settle(bridge);
        }
    }

    /** A bridge has a carrier if a port has, and without an address of its own takes the lowest of its ports. */
    private void settle(String name) {
        LinkNotes bridge = notes.links.get(name);
        if (bridge == null) {
            return;
        }
        List<LinkNotes> ports = notes.portsOf(name).stream()
                .map(notes.links::get)
                .filter(Objects::nonNull)
                .toList();
        bridge.carrier = ports.stream().anyMatch(port -> port.up && port.carrier);
        if (bridge.pinnedMac == null) {
            bridge.mac =
                    ports.stream().map(port -> port.mac).min(String::compareTo).orElse(bridge.mac);
        }
    }
}
