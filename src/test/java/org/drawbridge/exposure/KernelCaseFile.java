package org.drawbridge.exposure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.Topology.Route;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.Ipv4Address;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A file of cases, as far as it takes to send its packets through a kernel. */
record KernelCaseFile(Path path, ObjectNode json) {

    private static final Map<String, Integer> PROTOCOLS = Map.of("icmp", 1, "igmp", 2, "tcp", 6, "udp", 17, "gre", 47);
    private static final Map<String, Integer> TYPES =
            Map.of("echo-reply", 0, "echo-request", 8, "destination-unreachable", 3, "redirect", 5);

    static List<KernelCaseFile> in(Path folder) throws IOException {
        List<KernelCaseFile> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                all.add(new KernelCaseFile(
                        each, (ObjectNode) JsonMapper.shared().readTree(Files.readString(each))));
            }
        }
        return all;
    }

    KernelLab.Tool tool() {
        boolean nft = json.path("ruleset").path("format").asString().equals("nftables");
        boolean legacy = path.toString().endsWith("_legacy.json");
        return nft ? KernelLab.Tool.NFT : legacy ? KernelLab.Tool.LEGACY : KernelLab.Tool.IPTABLES_NFT;
    }

    String rules() {
        return json.path("ruleset").path("text").asString();
    }

    KernelScene scene() {
        JsonNode topology = json.path("topology");
        List<Port> ports = topology.path("interfaces")
                .valueStream()
                .map(KernelCaseFile::port)
                .toList();
        List<Route> routes =
                topology.path("routes").valueStream().map(KernelCaseFile::route).toList();
        Topology built = new Topology(
                ports,
                routes,
                topology.path("ipForward").asBoolean(),
                topology.path("bridgeNetfilter").asBoolean(),
                topology.path("rpFilter").asInt(),
                Map.of());
        return new KernelScene(built, hosts(built));
    }

    /** The LAN's hosts, and those that the file's frames and routes tell of. */
    private Map<String, String> hosts(Topology topology) {
        Map<String, String> hosts = new TreeMap<>();
        for (Route route : topology.routes()) {
            if (route.to().prefix() == 32) {
                hosts.put(route.to().address().toString(), route.dev());
            } else if (route.via() != null) {
                hosts.put(route.via().toString(), "eth0");
            }
        }
        for (KernelPacket each : packets()) {
            boolean bridged = topology.port(each.packet().frameFor())
                    .filter(port -> port.master() != null && port.isVif())
                    .isPresent();
            if (bridged) {
                hosts.put(each.packet().destination().toString(), each.packet().frameFor());
            }
        }
        hosts.putIfAbsent("192.168.50.10", "eth0");
        return hosts;
    }

    List<KernelPacket> packets() {
        return json.path("packets").valueStream().map(KernelCaseFile::packet).toList();
    }

    ObjectNode expected() {
        return json.withObject("expected");
    }

    void write() throws IOException {
        Files.writeString(
                path, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }

    private static Port port(JsonNode node) {
        String master = node.path("master").asString("");
        return new Port(
                node.path("name").asString(),
                node.path("group").asLong(0),
                node.path("kind").asString("").equals("bridge"),
                master.isEmpty() ? null : master,
                node.path("addresses")
                        .valueStream()
                        .map(each -> Cidr.of(each.asString()))
                        .toList(),
                node.path("proxyArp").asBoolean(false));
    }

    private static Route route(JsonNode node) {
        String via = node.path("via").asString("");
        return new Route(
                Cidr.of(node.path("to").asString()),
                via.isEmpty() ? null : Ipv4Address.of(via),
                node.path("dev").asString());
    }

    private static KernelPacket packet(JsonNode node) {
        String protocol = node.path("protocol").asString();
        String type = node.path("icmpType").asString("");
        Map<String, Object> wire = new HashMap<>();
        wire.put("icmpId", Math.floorMod(node.path("id").asString().hashCode(), 60_000));
        if (node.path("note").asString("").startsWith("a lone ACK")) {
            wire.put("flags", 16);
        }
        if (node.path("note").asString("").startsWith("a stray RST")) {
            wire.put("flags", 4);
        }
        return new KernelPacket(
                node.path("id").asString(),
                new Packet(
                        node.path("in").asString(),
                        node.path("ethernetDestination").asString(),
                        Ipv4Address.of(node.path("source").asString()),
                        Ipv4Address.of(node.path("destination").asString()),
                        number(PROTOCOLS, protocol),
                        node.path("sourcePort").asInt(0),
                        node.path("destinationPort").asInt(0),
                        type.isEmpty()
                                ? 0
                                : number(TYPES, type) * 256
                                        + node.path("icmpCode").asInt(0),
                        Packet.State.valueOf(node.path("state").asString().toUpperCase(Locale.ROOT)),
                        null,
                        node.path("ttl").asInt(Packet.USUAL_TTL)),
                wire);
    }

    private static int number(Map<String, Integer> words, String word) {
        Integer known = words.get(word);
        return known == null ? Integer.parseInt(word) : known;
    }
}
