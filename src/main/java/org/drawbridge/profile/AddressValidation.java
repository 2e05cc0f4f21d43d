package org.drawbridge.profile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.name.Cidr;
import org.drawbridge.name.Ipv4Address;
import org.drawbridge.profile.BridgeProfile.Addressing;
import org.drawbridge.profile.ProfileInput.AddressInput;
import org.jspecify.annotations.Nullable;

/** Judges the addresses of one bridge: each by itself, and that no two on it are the same. */
final class AddressValidation {

    private static final int DNS_LIMIT = 8;

    /** The longest network that a LAN has: a whole class A net. */
    private static final int SHORTEST_PREFIX = 8;

    private static final Cidr THIS_NETWORK = Cidr.of("0.0.0.0/8");
    private static final Cidr LOOPBACK = Cidr.of("127.0.0.0/8");
    private static final Cidr MULTICAST_AND_ABOVE = Cidr.of("224.0.0.0/3");

    private final Violations violations;
    private final Map<Ipv4Address, String> taken = new HashMap<>();

    AddressValidation(Violations violations) {
        this.violations = violations;
    }

    /**
     * The address that was meant, or nothing where it cannot be.
     *
     * @param field where it stands, such as {@code attachments[1].address}
     * @param who whose it is, for another one that is the same
     */
    Optional<Addressing> validate(String field, String who, AddressInput input) {
        return switch (input.method().strip()) {
            case "", "dhcp" -> dhcp(field, input);
            case "static" -> fixed(field, who, input);
            default -> {
                violations.add(
                        field + ".method", "An address comes from DHCP or is a fixed one. Choose dhcp or static.");
                yield Optional.empty();
            }
        };
    }

    private Optional<Addressing> dhcp(String field, AddressInput input) {
        leftOut(field + ".cidr", input.cidr());
        leftOut(field + ".gateway", input.gateway());
        leftOut(field + ".dns", String.join("", input.dns()));
        return Optional.of(new Addressing.Dhcp());
    }

    private void leftOut(String field, String text) {
        if (!text.isBlank()) {
            violations.add(field, "DHCP gives this. Leave it out, or choose static.");
        }
    }

    private Optional<Addressing> fixed(String field, String who, AddressInput input) {
        Optional<Cidr> cidr = cidr(field + ".cidr", who, input.cidr().strip());
        Optional<Ipv4Address> gateway = Optional.empty();
        if (!input.gateway().isBlank()) {
            gateway = violations.parse(field + ".gateway", input.gateway().strip(), Ipv4Address::of);
            if (cidr.isPresent() && gateway.isPresent()) {
                checkGateway(field + ".gateway", cidr.get(), gateway.get());
            }
        }
        List<Ipv4Address> dns = dns(field + ".dns", input.dns());
        Optional<Ipv4Address> known = gateway;
        return cidr.map(address -> new Addressing.Static(address, known, dns));
    }

    private Optional<Cidr> cidr(String field, String who, String text) {
        if (text.isEmpty()) {
            violations.add(
                    field,
                    "A fixed address is missing. Write it with its prefix length, such as 192.168.1.10/24, or choose dhcp.");
            return Optional.empty();
        }
        Optional<Cidr> cidr = violations.parse(field, text, Cidr::of);
        cidr.ifPresent(address -> checkCidr(field, who, address));
        return cidr;
    }

    private void checkCidr(String field, String who, Cidr cidr) {
        if (cidr.prefix() < SHORTEST_PREFIX) {
            violations.add(
                    field,
                    "/" + cidr.prefix() + " would make the net qube believe that much of the Internet is on the LAN."
                            + " Write the LAN's own prefix length, such as /24.");
        } else if (!oneHosts(cidr.address())) {
            violations.add(
                    field,
                    cidr.address() + " is not an address that a host on a LAN can have. Write one of the LAN's own.");
        } else if (isEdge(cidr, cidr.address())) {
            violations.add(
                    field,
                    cidr.address() + " is the " + edge(cidr, cidr.address()) + " address of " + cidr.network() + "/"
                            + cidr.prefix() + ", which no host can have. Choose one in between.");
        }
        @Nullable String other = taken.putIfAbsent(cidr.address(), who);
        if (other != null) {
            violations.add(
                    field,
                    cidr.address() + " is the address of " + other
                            + " on this bridge already; two hosts with one address cut each other off. Choose another.");
        }
    }

    private void checkGateway(String field, Cidr cidr, Ipv4Address gateway) {
        String network = cidr.network() + "/" + cidr.prefix();
        if (!cidr.contains(gateway)) {
            violations.add(
                    field,
                    gateway + " is not in " + network + ", so it cannot be reached. Choose an address of that network"
                            + " or correct the prefix length.");
        } else if (gateway.equals(cidr.address())) {
            violations.add(
                    field, gateway + " is this interface's own address. Write the router's, or leave the gateway out.");
        } else if (isEdge(cidr, gateway)) {
            violations.add(
                    field,
                    gateway + " is the " + edge(cidr, gateway) + " address of " + network
                            + ", which no router can have. Write the router's.");
        }
    }

    private List<Ipv4Address> dns(String field, List<String> texts) {
        if (texts.size() > DNS_LIMIT) {
            violations.add(field, "There are " + texts.size() + " name servers. Keep up to " + DNS_LIMIT + ".");
        }
        List<Ipv4Address> servers = new ArrayList<>();
        for (int index = 0; index < texts.size(); index++) {
            String at = field + "[" + index + "]";
            violations.parse(at, texts.get(index).strip(), Ipv4Address::of).ifPresent(server -> {
                if (!oneHosts(server)) {
                    violations.add(at, server + " cannot be a name server's address. Write the server's own.");
                }
                if (servers.contains(server)) {
                    violations.add(at, server + " is in the list already. Take one of the two out.");
                }
                servers.add(server);
            });
        }
        return servers;
    }

    private static boolean oneHosts(Ipv4Address address) {
        return !THIS_NETWORK.contains(address) && !LOOPBACK.contains(address) && !MULTICAST_AND_ABOVE.contains(address);
    }

    /** RFC 3021: a network of two addresses has neither a network nor a broadcast address. */
    private static boolean isEdge(Cidr cidr, Ipv4Address address) {
        return cidr.prefix() < 31 && (address.equals(cidr.network()) || address.equals(cidr.last()));
    }

    private static String edge(Cidr cidr, Ipv4Address address) {
        return address.equals(cidr.network()) ? "network" : "broadcast";
    }
}
