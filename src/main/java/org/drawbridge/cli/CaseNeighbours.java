package org.drawbridge.cli;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.Ipv4Address;
import tools.jackson.databind.JsonNode;

/** Finds out behind which bridge ports the hosts in a file of cases are. */
final class CaseNeighbours {

    private CaseNeighbours() {}

    /** Which bridge port leads to an address: the owner's of a frame for it, or the only one that it speaks from. */
    static Map<Ipv4Address, String> of(List<Port> ports, List<JsonNode> packets) {
        List<Cidr> networks = ports.stream()
                .flatMap(each -> each.addresses().stream())
                .filter(each -> each.prefix() < 32)
                .toList();
        Predicate<Ipv4Address> near = address -> networks.stream().anyMatch(each -> each.contains(address));
        Map<Ipv4Address, String> neighbours = new HashMap<>();
        Map<Ipv4Address, Set<String>> speaking = new HashMap<>();
        for (JsonNode packet : packets) {
            if (!isIpv4(packet, "source") || !isIpv4(packet, "destination")) {
                continue;
            }
            Ipv4Address destination = Ipv4Address.of(ExposureCases.text(packet, "destination"));
            String owner = packet.path("ethernetDestination").asString("");
            if (isBridgePort(ports, owner) && near.test(destination)) {
                neighbours.putIfAbsent(destination, owner);
            }
            speaking.computeIfAbsent(Ipv4Address.of(ExposureCases.text(packet, "source")), each -> new HashSet<>())
                    .add(ExposureCases.text(packet, "in"));
        }
        speaking.forEach((source, from) -> {
            String only = from.iterator().next();
            if (from.size() == 1 && isBridgePort(ports, only) && near.test(source)) {
                neighbours.putIfAbsent(source, only);
            }
        });
        return neighbours;
    }

    private static boolean isIpv4(JsonNode packet, String field) {
        return packet.path(field).asString("").matches("\\d+\\.\\d+\\.\\d+\\.\\d+")
                && packet.path("in").isString();
    }

    private static boolean isBridgePort(List<Port> ports, String name) {
        return ports.stream().anyMatch(each -> each.name().equals(name) && each.master() != null);
    }
}
