package org.drawbridge.host.lab;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.drawbridge.format.FormatException;
import org.drawbridge.format.Keyfile;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostPath;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * Takes from a keyfile what NetworkManager takes: it passes over a file that others may read, drops values that it does not
 * understand, and says so to nobody.
 */
final class NmKeyfile {

    static final String ETHERNET = "802-3-ethernet";

    private static final int OTHERS = 077;
    private static final Map<String, String> TYPES =
            Map.of("ethernet", ETHERNET, ETHERNET, ETHERNET, "bridge", "bridge", "wifi", "802-11-wireless");
    private static final List<String> PLAIN = List.of(
            "connection.autoconnect-priority",
            "connection.autoconnect-retries",
            "bridge.forward-delay",
            "ipv4.method",
            "ipv4.gateway",
            "ipv4.route-metric",
            "ipv6.method");

    private final Keyfile file;
    private final NavigableMap<String, String> settings = new TreeMap<>();

    private NmKeyfile(Keyfile file) {
        this.file = file;
    }

    /** The settings by {@code group.key}, or nothing where NetworkManager passes over the file. */
    static Optional<NavigableMap<String, String>> read(HostPath path, FileImage image) {
        if ((image.mode() & OTHERS) != 0 || !image.owner().equals("root")) {
            return Optional.empty();
        }
        try {
            return new NmKeyfile(Keyfile.parse(image.content())).settings(path);
        } catch (FormatException exception) {
            return Optional.empty();
        }
    }

    private Optional<NavigableMap<String, String>> settings(HostPath path) {
        @Nullable String type = TYPES.get(value("connection", "type").orElse(""));
        if (type == null) {
            return Optional.empty();
        }
        String name = path.name().replaceFirst("\\.nmconnection$", "");
        settings.put("connection.type", type);
        settings.put("connection.id", value("connection", "id").orElse(name));
        settings.put(
                "connection.uuid",
                value("connection", "uuid")
                        .orElseGet(() -> UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                                .toString()));
        settings.put("connection.autoconnect", yesNo(value("connection", "autoconnect"), true));
        put("connection.interface-name", value("connection", "interface-name"));
        put("connection.master", value("connection", "controller").or(() -> value("connection", "master")));
        put("connection.slave-type", value("connection", "port-type").or(() -> value("connection", "slave-type")));
        for (String key : PLAIN) {
            put(key, value(key.substring(0, key.indexOf('.')), key.substring(key.indexOf('.') + 1)));
        }
        addresses();
        if (type.equals("bridge")) {
            bridge();
        } else {
            ethernet();
        }
        return type.equals("bridge") && !settings.containsKey("connection.interface-name")
                ? Optional.empty()
                : Optional.of(settings);
    }

    private void bridge() {
        settings.put("bridge.stp", yesNo(value("bridge", "stp"), true));
        put("bridge.mac-address", mac(value("bridge", "mac-address")));
        put("802-3-ethernet.cloned-mac-address", mac(wired("cloned-mac-address")));
        if (!settings.containsKey("connection.interface-name")) {
            put("connection.interface-name", value("bridge", "interface-name"));
        }
    }

    private void ethernet() {
        put("802-3-ethernet.mac-address", mac(wired("mac-address")));
        put("802-3-ethernet.cloned-mac-address", mac(wired("cloned-mac-address")));
        Optional<String> speed = wired("speed");
        put("802-3-ethernet.speed", speed);
        put("802-3-ethernet.duplex", speed.isPresent() ? wired("duplex") : Optional.empty());
    }

    private void addresses() {
        Optional<String> address = value("ipv4", "address1").or(() -> value("ipv4", "address"));
        address.ifPresent(text -> {
            String[] parts = text.split("[,;]", -1);
            settings.put("ipv4.addresses", parts[0].strip());
            if (parts.length > 1 && !parts[1].isBlank()) {
                settings.putIfAbsent("ipv4.gateway", parts[1].strip());
            }
        });
        value("ipv4", "addresses1").ifPresent(this::oldAddress);
        put("ipv4.dns", file.list("ipv4", "dns").map(servers -> String.join(",", servers)));
    }

    /** The form of NetworkManager 0.9: {@code address;prefix;gateway;}, where the gateway may be none. */
    private void oldAddress(String text) {
        String[] parts = text.split(";", -1);
        if (parts.length > 1) {
            settings.putIfAbsent("ipv4.addresses", parts[0].strip() + "/" + parts[1].strip());
        }
        if (parts.length > 2 && !parts[2].isBlank() && !parts[2].strip().equals("0.0.0.0")) {
            settings.putIfAbsent("ipv4.gateway", parts[2].strip());
        }
    }

    private Optional<String> wired(String key) {
        return value("ethernet", key).or(() -> value(ETHERNET, key));
    }

    private Optional<String> value(String group, String key) {
        return file.get(group, key).map(String::strip).filter(text -> !text.isEmpty());
    }

    private void put(String key, Optional<String> value) {
        value.ifPresent(text -> settings.put(key, text));
    }

    /** What is neither yes nor no counts as the default, as {@code stp=maybe} does. */
    private static String yesNo(Optional<String> value, boolean fallback) {
        return switch (value.orElse("")) {
            case "true", "1", "yes" -> "yes";
            case "false", "0", "no" -> "no";
            default -> fallback ? "yes" : "no";
        };
    }

    private static Optional<String> mac(Optional<String> value) {
        try {
            return value.map(text -> MacAddress.of(text).value());
        } catch (InvalidNameException exception) {
            return Optional.empty();
        }
    }
}
