package org.drawbridge.name;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** An IPv4 address with the length of its network's prefix, such as {@code 192.168.1.10/24}; the prefix is 0–32 bits. */
public record Cidr(Ipv4Address address, int prefix) {

    public Cidr {
        if (prefix < 0 || prefix > 32) {
            throw new InvalidNameException("/" + prefix + " is not a prefix length: it is from 0 to 32.");
        }
    }

    @JsonCreator
    public static Cidr of(String value) {
        int slash = value.indexOf('/');
        if (slash < 0 || !value.substring(slash + 1).matches("0|[1-9][0-9]?")) {
            throw new InvalidNameException(
                    Shown.of(value) + " is not an address with a prefix length: write it as 192.168.1.10/24.");
        }
        return new Cidr(Ipv4Address.of(value.substring(0, slash)), Integer.parseInt(value.substring(slash + 1)));
    }

    /** The lowest address of the network. */
    public Ipv4Address network() {
        return Ipv4Address.ofBits(address.bits() & mask());
    }

    /** The highest address of the network: its broadcast address where the prefix is 30 or shorter. */
    public Ipv4Address last() {
        return Ipv4Address.ofBits(address.bits() | (~mask() & 0xffff_ffffL));
    }

    public boolean contains(Ipv4Address other) {
        return (other.bits() & mask()) == (address.bits() & mask());
    }

    public boolean overlaps(Cidr other) {
        return contains(other.network()) || other.contains(network());
    }

    private long mask() {
        return prefix == 0 ? 0 : 0xffff_ffffL << (32 - prefix) & 0xffff_ffffL;
    }

    @Override
    @JsonValue
    public String toString() {
        return address + "/" + prefix;
    }
}
