package org.drawbridge.exposure.reach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.drawbridge.exposure.Change;

/** Says what kinds of traffic a pair's changes are about: {@code open TCP and UDP connections}. */
final class ChangeWords {

    private static final int MOST = 4;
    private static final int PORTS = 80;

    private ChangeWords() {}

    static String of(List<Change> changes) {
        Map<String, Set<String>> connections = new LinkedHashMap<>();
        Set<String> words = new LinkedHashSet<>();
        for (Change each : changes) {
            String protocol = each.protocol();
            if (protocol.equals("tcp") || protocol.equals("udp")) {
                connections
                        .computeIfAbsent(each.ports(), ports -> new LinkedHashSet<>())
                        .add(protocol.toUpperCase(Locale.ROOT));
            } else {
                words.add(other(protocol, each.ports()));
            }
        }
        List<String> all = new ArrayList<>();
        connections.forEach((ports, protocols) ->
                all.add("open " + String.join(" and ", protocols) + " connections" + ports(ports)));
        all.addAll(words);
        return all.size() <= MOST
                ? joined(all)
                : String.join(", ", all.subList(0, MOST - 1)) + " and " + (all.size() - MOST + 1)
                        + " more kinds of traffic";
    }

    private static String joined(List<String> parts) {
        return parts.size() < 2
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
    }

    private static String ports(String ports) {
        if (ports.equals(TrafficWords.ANY)) {
            return "";
        }
        boolean several = ports.contains(",") || ports.contains("-");
        String shown = ports.length() > PORTS ? ports.substring(0, ports.lastIndexOf(',', PORTS)) + " …" : ports;
        return (several ? " on ports " : " on port ") + shown;
    }

    private static String other(String protocol, String ports) {
        return switch (protocol) {
            case TrafficWords.ANY -> "open connections of any kind";
            case "icmp" -> ports.equals(TrafficWords.ANY) ? "send ICMP messages" : "send ICMP messages of " + ports;
            case "other" -> "send packets of other protocols";
            default -> "send packets of protocol " + protocol;
        };
    }
}
