package org.drawbridge.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.drawbridge.exposure.Packet;
import org.drawbridge.exposure.RulesText;
import org.drawbridge.exposure.RulesText.Format;
import org.drawbridge.exposure.Topology;
import org.drawbridge.exposure.Topology.Port;
import org.drawbridge.exposure.Topology.Route;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.Ipv4Address;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One file of packets that are to be sent through a net qube on paper.
 *
 * @param name what the file calls itself
 * @param rules the rules in force
 * @param topology the net qube's interfaces and routes
 * @param packets the packets by their id, in the order of the file
 */
record ExposureCases(String name, RulesText rules, Topology topology, List<Numbered> packets) {

    ExposureCases {
        packets = List.copyOf(packets);
    }

    /**
     * A packet with its id.
     *
     * @param packet the packet; null for one that cannot be sent on paper
     * @param reason why it cannot; null if it can
     */
    record Numbered(
            String id, @Nullable Packet packet, @Nullable String reason) {}

    /**
     * Reads a file.
     *
     * @throws ExposureCaseException if it is not such a file; the message says what is wrong
     */
    static ExposureCases parse(String text) {
        try {
            JsonNode root = JsonMapper.shared().readTree(text);
            List<JsonNode> packets = list(root.path("packets"));
            return new ExposureCases(
                    root.path("name").asString(""),
                    rules(root.path("ruleset")),
                    topology(root.path("topology"), packets),
                    packets.stream().map(each -> numbered(each, packets)).toList());
        } catch (JacksonException e) {
            throw new ExposureCaseException("It is not JSON.", e);
        } catch (InvalidNameException e) {
            throw new ExposureCaseException(String.valueOf(e.getMessage()), e);
        }
    }

    private static RulesText rules(JsonNode ruleset) {
        String text = text(ruleset, "text");
        return switch (ruleset.path("format").asString("")) {
            case "iptables-save" -> new RulesText(Format.IPTABLES_SAVE, text);
            case "nftables" -> new RulesText(Format.NFTABLES, text);
            default -> throw new ExposureCaseException("ruleset.format must be iptables-save or nftables.");
        };
    }

    private static Topology topology(JsonNode topology, List<JsonNode> packets) {
        List<Port> ports = list(topology.path("interfaces")).stream()
                .map(ExposureCases::port)
                .toList();
        List<Route> routes =
                list(topology.path("routes")).stream().map(ExposureCases::route).toList();
        return new Topology(
                ports,
                routes,
                topology.path("ipForward").asBoolean(true),
                flag(topology.path("bridgeNetfilter")),
                topology.path("rpFilter").asInt(0),
                CaseNeighbours.of(ports, packets));
    }

    private static boolean flag(JsonNode node) {
        return node.isNumber() ? node.asInt() != 0 : node.asBoolean(false);
    }

    private static Port port(JsonNode node) {
        JsonNode master = node.path("master");
        return new Port(
                text(node, "name"),
                node.path("group").asLong(0),
                node.path("kind").asString("").equals("bridge"),
                master.isString() ? master.asString() : null,
                list(node.path("addresses")).stream()
                        .map(each -> Cidr.of(each.asString()))
                        .toList(),
                node.path("proxyArp").asBoolean(false));
    }

    private static Route route(JsonNode node) {
        String to = text(node, "to");
        JsonNode via = node.path("via");
        return new Route(
                Cidr.of(to.equals("default") ? "0.0.0.0/0" : to.contains("/") ? to : to + "/32"),
                via.isString() ? Ipv4Address.of(via.asString()) : null,
                text(node, "dev"));
    }

    /** A packet of another kind than are known here, as one of IPv6, does not keep the others from being sent. */
    private static Numbered numbered(JsonNode node, List<JsonNode> all) {
        String id = node.path("id").asString("");
        try {
            return new Numbered(id, packet(node, all), null);
        } catch (ExposureCaseException | InvalidNameException e) {
            return new Numbered(id, null, String.valueOf(e.getMessage()));
        }
    }

    private static Packet packet(JsonNode node, List<JsonNode> all) {
        String type = node.path("icmpType").asString("");
        return new Packet(
                text(node, "in"),
                node.path("ethernetDestination").asString(Packet.SELF),
                Ipv4Address.of(text(node, "source")),
                Ipv4Address.of(text(node, "destination")),
                PacketWords.protocol(text(node, "protocol")),
                node.path("sourcePort").asInt(0),
                node.path("destinationPort").asInt(0),
                PacketWords.icmp(type, node.path("icmpCode").asInt(0)),
                state(node.path("state").asString("new")),
                reply(node, all),
                node.path("ttl").asInt(Packet.USUAL_TTL));
    }

    private static Packet.State state(String word) {
        for (Packet.State each : Packet.State.values()) {
            if (each.name().equals(word.toUpperCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new ExposureCaseException("A packet's state must be new, established, related, invalid or untracked.");
    }

    /** Whether another packet of the file goes the same way or the other way; null if none does. */
    private static @Nullable Boolean reply(JsonNode node, List<JsonNode> all) {
        for (JsonNode other : all) {
            if (other.path("state").asString("").equals("new")) {
                if (ends(other).equals(ends(node))) {
                    return false;
                }
                if (ends(other).equals(ends(node).reversed())) {
                    return true;
                }
            }
        }
        return null;
    }

    private static List<String> ends(JsonNode node) {
        return List.of(
                node.path("source").asString("") + ":" + node.path("sourcePort").asInt(0),
                node.path("protocol").asString(""),
                node.path("destination").asString("") + ":"
                        + node.path("destinationPort").asInt(0));
    }

    private static List<JsonNode> list(JsonNode node) {
        List<JsonNode> list = new ArrayList<>();
        node.forEach(list::add);
        return list;
    }

    static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isNumber()) {
            return value.asString();
        }
        if (!value.isString()) {
            throw new ExposureCaseException("The field " + field + " is missing.");
        }
        return value.asString();
    }
}
