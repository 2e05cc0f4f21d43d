package org.drawbridge.host.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.HostCommand.NmDialect;

/** What nmcli prints with {@code -t}: one value a line, colons and backslashes in it escaped. */
final class NmListing {

    private final RunningNotes notes;
    private final NmNotes nm;

    NmListing(RunningNotes notes, NmNotes nm) {
        this.notes = notes;
        this.nm = nm;
    }

    /** Everything that NetworkManager took from the keyfile, with the defaults of what matters to a bridge. */
    CommandResult show(String id) {
        return nm.profiles.entrySet().stream()
                .map(entry -> new NmProfile(entry.getKey(), entry.getValue()))
                .filter(profile -> profile.id().equals(id))
                .findFirst()
                .map(this::show)
                .orElseGet(() -> NmResult.failed(10, id + " - no such connection profile."));
    }

    private CommandResult show(NmProfile profile) {
        NavigableMap<String, String> values = new TreeMap<>(profile.settings());
        values.putIfAbsent("connection.interface-name", "");
        values.putIfAbsent("connection.autoconnect-priority", "0");
        values.putIfAbsent("connection.autoconnect-retries", "-1");
        values.putIfAbsent("connection.master", "");
        values.putIfAbsent("connection.slave-type", "");
        if (profile.isBridge()) {
            values.putIfAbsent("bridge.mac-address", "");
        } else {
            values.putIfAbsent("802-3-ethernet.mac-address", "");
        }
        if (!profile.isPort()) {
            values.putIfAbsent("ipv4.method", "auto");
            values.putIfAbsent("ipv6.method", "auto");
        }
        List<String> lines = new ArrayList<>();
        values.forEach((key, value) -> lines.add(key + ":" + escaped(value)));
        device(profile).ifPresent(device -> {
            lines.add("GENERAL.DEVICES:" + device);
            lines.add("GENERAL.STATE:activated");
            List<String> addresses =
                    notes.link(device).map(link -> List.copyOf(link.addresses)).orElse(List.of());
            for (int i = 0; i < addresses.size(); i++) {
                lines.add("IP4.ADDRESS[" + (i + 1) + "]:" + addresses.get(i));
            }
        });
        return new CommandResult(0, lines, List.of(), false);
    }

    CommandResult active(NmDialect dialect) {
        List<String> lines = new ArrayList<>();
        nm.active.forEach((device, file) -> {
            NmProfile profile = new NmProfile(file, nm.profiles.getOrDefault(file, new TreeMap<>()));
            String start = escaped(profile.id()) + ":" + profile.uuid() + ":";
            lines.add(
                    switch (dialect) {
                        case V0_9 -> start + device + ":activated";
                        case V1 -> start + profile.type() + ":" + device;
                    });
        });
        return new CommandResult(0, lines, List.of(), false);
    }

    private Optional<String> device(NmProfile profile) {
        return nm.active.entrySet().stream()
                .filter(entry -> entry.getValue().equals(profile.file()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace(":", "\\:");
    }
}
