package org.drawbridge.host.lab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.drawbridge.host.CommandResult;
import org.drawbridge.host.FileImage;
import org.drawbridge.host.HostCommand;

/** {@code nmcli --offline connection modify}: prints what is taken of a keyfile, as a keyfile without what is the default. */
final class NmOffline {

    private NmOffline() {}

    static CommandResult check(HostCommand.NmCheck command) {
        FileImage image = FileImage.ofRoot(command.keyfile().getBytes(StandardCharsets.UTF_8), 0600);
        Optional<NavigableMap<String, String>> taken =
                NmKeyfile.read(NmDaemon.FOLDER.resolve(command.id() + ".nmconnection"), image);
        return taken.map(settings -> new CommandResult(0, lines(settings), List.of(), false))
                .orElseGet(() -> NmResult.failed(1, "Error: Error writing connection: it is not a valid one"));
    }

    private static List<String> lines(NavigableMap<String, String> settings) {
        Map<String, List<String>> groups = new TreeMap<>();
        settings.forEach((key, value) -> {
            int dot = key.indexOf('.');
            String group = key.substring(0, dot).replace(NmKeyfile.ETHERNET, "ethernet");
            List<String> lines = groups.computeIfAbsent(group, each -> new ArrayList<>());
            line(key, value).ifPresent(lines::add);
        });
        List<String> lines = new ArrayList<>();
        groups.forEach((group, own) -> {
            lines.add("[" + group + "]");
            lines.addAll(own);
        });
        return lines;
    }

    private static Optional<String> line(String key, String value) {
        String name = key.substring(key.indexOf('.') + 1);
        return switch (key) {
            case "connection.autoconnect", "bridge.stp" ->
                value.equals("yes") ? Optional.empty() : Optional.of(name + "=false");
            case "connection.type" -> Optional.of("type=" + value.replace(NmKeyfile.ETHERNET, "ethernet"));
            case "ipv4.addresses" -> Optional.of("address1=" + value);
            case "bridge.mac-address", "802-3-ethernet.mac-address" ->
                Optional.of(name + "=" + value.toUpperCase(Locale.ROOT));
            default -> Optional.of(name + "=" + value);
        };
    }
}
