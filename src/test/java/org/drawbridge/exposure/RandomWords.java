package org.drawbridge.exposure;

import java.util.List;
import java.util.StringJoiner;

/** The values that made-up rules ask for, so chosen that some packets have them and others have not. */
final class RandomWords {

    private static final List<String> INTERFACES =
            List.of("vif", "vif1.0", "vif2.0", "vif3.0", "eth", "eth0", "eth1", "bridge", "bridge0", "lo", "vif1", "");
    private static final List<String> HOSTS = List.of(
            "10.137.0.11",
            "10.137.0.12",
            "192.168.50.10",
            "192.168.50.128",
            "192.168.50.130",
            "192.168.50.1",
            KernelScene.LAN_OWN,
            KernelScene.GATEWAY,
            "198.51.100.1");
    private static final List<String> STATES = List.of("new", "established", "related", "invalid", "untracked");

    private final Dice dice;

    RandomWords(Dice dice) {
        this.dice = dice;
    }

    /** A name, or the beginning of names with a plus sign. */
    String iptablesInterface() {
        String name = dice.pick(INTERFACES);
        boolean open = name.isEmpty() || name.equals("vif") || name.equals("eth") || name.equals("bridge");
        return open || dice.oneIn(5) ? name + "+" : name;
    }

    /** A quoted name, or the beginning of names with an asterisk. */
    String nftInterface() {
        String name = dice.pick(INTERFACES.subList(0, INTERFACES.size() - 1));
        boolean open = name.equals("vif") || name.equals("eth") || name.equals("bridge");
        return "\"" + (open || dice.oneIn(5) ? name + "*" : name) + "\"";
    }

    String host() {
        return dice.pick(HOSTS);
    }

    String source() {
        return dice.oneIn(4) ? "203.0.113.5-203.0.113.9" : dice.pick("203.0.113.5", KernelScene.LAN_OWN);
    }

    String network() {
        return dice.oneIn(3)
                ? host()
                : dice.pick(
                        "10.137.0.0/16",
                        "10.137.0.8/29",
                        "192.168.50.0/24",
                        "192.168.50.128/25",
                        "224.0.0.0/4",
                        "0.0.0.0/1",
                        "198.51.100.0/24",
                        "255.255.255.255/32");
    }

    String range() {
        return dice.pick(
                "10.137.0.0-10.137.0.11",
                "10.137.1.0-10.137.2.255",
                "192.168.50.2-192.168.50.129",
                "0.0.0.0-10.137.0.11",
                "192.168.50.196-224.0.0.251");
    }

    String port() {
        return String.valueOf(dice.pick(22, 53, 67, 68, 80, 443, 5353, 8080));
    }

    /** A port or a range, with this character between its ends. */
    String ports(char between) {
        return switch (dice.below(4)) {
            case 0 -> "1" + between + "1023";
            case 1 -> "1024" + between + "65535";
            case 2 -> "50" + between + "90";
            default -> port();
        };
    }

    String portList(char between) {
        StringJoiner list = new StringJoiner(",");
        for (int i = dice.between(1, 4); i > 0; i--) {
            list.add(ports(between));
        }
        return list.toString();
    }

    String icmp() {
        return dice.pick("8", "0", "echo-request", "3", "host-unreachable", "3/3", "13", "any");
    }

    /** A mark with its mask, of bits that the packets of the lab do not have by themselves. */
    String mark() {
        return dice.pick("0x100/0x100", "0x0/0x300", "0x200/0xff00", "0x300/0x300", "0x0/0xff00");
    }

    String states() {
        return String.join(",", dice.some(STATES, 3));
    }
}
