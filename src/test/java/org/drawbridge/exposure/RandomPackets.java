package org.drawbridge.exposure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drawbridge.exposure.Packet.State;
import org.drawbridge.name.Ipv4Address;

/** Packets of all kinds that can arrive at a scene's net qube, or that it sends itself. */
final class RandomPackets {

    private static final int SYN = 2;
    private static final int RST = 4;
    private static final int ACK = 16;

    private final Dice dice;
    private final KernelScene scene;
    private final Set<String> taken = new HashSet<>();
    private int serial;

    RandomPackets(Dice dice, KernelScene scene) {
        this.dice = dice;
        this.scene = scene;
    }

    /** A packet that belongs to no connection; each of a scene has ports of its own. */
    KernelPacket fresh() {
        serial++;
        while (true) {
            KernelPacket packet = draw();
            if (taken.add(packet.key())) {
                return packet;
            }
        }
    }

    private KernelPacket draw() {
        boolean own = dice.oneIn(12);
        String in = own ? Packet.OWN : dice.pick(scene.cards());
        String source = own ? dice.pick(KernelScene.LAN_OWN, KernelScene.GATEWAY) : source(in);
        String destination = own ? dice.pick(RandomPackets.remote()) : destination();
        String frame = own ? Packet.SELF : frame(in, destination);
        int protocol = dice.pick(6, 6, 6, 17, 17, 17, 1, 1, 1, 47, 50, 2);
        Map<String, Object> more = new HashMap<>();
        State state = State.NEW;
        int icmp = 0;
        if (protocol == 1) {
            icmp = dice.pick(8 * 256, 8 * 256, 8 * 256, 13 * 256, 0, 9 * 256, 3 * 256 + 1, 14 * 256, 200 * 256);
            state = icmp == 8 * 256 || icmp == 13 * 256 ? State.NEW : State.INVALID;
            more.put("icmpId", serial);
        } else if (protocol == 6) {
            int flags = dice.pick(SYN, SYN, SYN, ACK, RST);
            state = flags == RST ? State.INVALID : State.NEW;
            more.put("flags", flags);
        } else if (protocol == 17 && !own && dice.oneIn(15)) {
            state = State.INVALID;
            more.put("broken", true);
        }
        boolean ports = protocol == 6 || protocol == 17;
        boolean fixedSource = dice.oneIn(5);
        int wellKnown = Integer.parseInt(new RandomWords(dice).port());
        int free = 20_000 + serial;
        Packet packet = new Packet(
                in,
                frame,
                Ipv4Address.of(source),
                Ipv4Address.of(destination),
                protocol,
                ports ? fixedSource ? wellKnown : free : 0,
                ports ? fixedSource && !dice.oneIn(4) ? free : wellKnown : 0,
                icmp,
                state,
                null,
                dice.oneIn(25) ? 1 : Packet.USUAL_TTL);
        return new KernelPacket("p" + serial, packet, more);
    }

    private static List<String> remote() {
        return List.of("198.51.100.1", "192.168.50.10", "192.168.50.1", "10.137.0.11", "192.168.50.128");
    }

    private String source(String in) {
        if (dice.below(4) > 0) {
            List<String> behind = scene.addressesBehind(in);
            return (in.equals("eth0") && dice.oneIn(3)) || behind.isEmpty() ? "198.51.100.1" : dice.pick(behind);
        }
        return dice.pick(
                "0.0.0.0",
                "0.1.2.3",
                "10.137.0.11",
                "10.137.0.12",
                "10.137.0.99",
                "192.168.50.10",
                "192.168.50.128",
                KernelScene.LAN_OWN,
                KernelScene.GATEWAY,
                "192.168.50.255",
                "255.255.255.255",
                "224.0.0.9",
                "127.0.0.1",
                "10.9.0.77",
                "10.9.3.3");
    }

    private String destination() {
        if (dice.below(4) > 0) {
            return dice.oneIn(4)
                    ? "198.51.100.1"
                    : dice.pick(List.copyOf(scene.hosts().keySet()));
        }
        return dice.pick(
                KernelScene.LAN_OWN,
                KernelScene.GATEWAY,
                "172.16.7.9",
                "10.9.0.4",
                "192.168.50.255",
                "255.255.255.255",
                "224.0.0.1",
                "224.0.0.251",
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "0.1.2.3",
                "192.168.50.0",
                "240.0.0.1");
    }

    private String frame(String in, String destination) {
        if (destination.endsWith(".255") || dice.oneIn(25)) {
            return Packet.BROADCAST;
        }
        if (destination.startsWith("224.")) {
            return dice.pick(Packet.MULTICAST, Packet.MULTICAST, Packet.SELF);
        }
        List<String> others = new ArrayList<>(scene.topology().ports().stream()
                .filter(port -> port.master() != null)
                .map(Topology.Port::name)
                .toList());
        String owner = scene.hosts().get(destination);
        if (others.contains(in) && others.contains(owner) && !dice.oneIn(4)) {
            return owner;
        }
        return others.contains(in) && dice.oneIn(3) ? dice.pick(others) : Packet.SELF;
    }
}
