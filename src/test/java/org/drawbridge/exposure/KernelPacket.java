package org.drawbridge.exposure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.drawbridge.name.Ipv4Address;

/**
 * A packet with all that it takes to really send it.
 *
 * @param id its name
 * @param packet what the walk is told
 * @param wire more for the wire: {@code flags} of TCP, {@code icmpId}, {@code broken} for a wrong checksum, {@code about}
 *     for the packet that an ICMP error is about
 */
record KernelPacket(String id, Packet packet, Map<String, Object> wire) {

    KernelPacket {
        wire = Map.copyOf(wire);
    }

    /** The same for all packets that connection tracking could take for one connection. */
    String key() {
        int low = Math.min(packet.sourcePort(), packet.destinationPort());
        int high = Math.max(packet.sourcePort(), packet.destinationPort());
        boolean tracked = packet.protocol() == 1;
        return packet.protocol() + " " + (tracked ? id : low + " " + high);
    }

    /** Whether several copies of it may come out. */
    boolean isForMany() {
        return packet.frameFor().equals(Packet.BROADCAST) || packet.frameFor().equals(Packet.MULTICAST);
    }

    /** What the wire is told. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("in", packet.in());
        json.put("ethernetDestination", packet.frameFor());
        json.put("source", packet.source().toString());
        json.put("destination", packet.destination().toString());
        json.put("protocol", packet.protocol());
        json.put("sourcePort", packet.sourcePort());
        json.put("destinationPort", packet.destinationPort());
        if (packet.protocol() == 1) {
            json.put("icmpType", packet.icmp() / 256);
            json.put("icmpCode", packet.icmp() % 256);
        }
        json.put("ttl", packet.ttl());
        json.put("state", packet.state().name().toLowerCase(Locale.ROOT));
        json.putAll(wire);
        return json;
    }

    /** The packet as it is in a file of cases. */
    Map<String, Object> caseJson() {
        Map<String, Object> json = json();
        wire.keySet().forEach(json::remove);
        json.put("protocol", String.valueOf(packet.protocol()));
        json.computeIfPresent("icmpType", (key, type) -> String.valueOf(type));
        return json;
    }

    /** The same packet in another state, and perhaps from and to others than the wire shows. */
    KernelPacket told(Packet.State state, boolean reply, Ipv4Address source, Ipv4Address destination) {
        return new KernelPacket(
                id,
                new Packet(
                        packet.in(),
                        packet.frameFor(),
                        source,
                        destination,
                        packet.protocol(),
                        packet.sourcePort(),
                        packet.destinationPort(),
                        packet.icmp(),
                        state,
                        reply,
                        packet.ttl()),
                wire);
    }
}
