package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.drawbridge.name.InvalidNameException;
import org.drawbridge.name.Ipv4Address;

/** Reads the numbers of rules: addresses, ports, protocols, ICMP types; nothing where a text cannot be read. */
public final class Numbers {

    private static final Map<String, Integer> PROTOCOLS = Map.ofEntries(
            Map.entry("icmp", 1),
            Map.entry("igmp", 2),
            Map.entry("ipv4", 4),
            Map.entry("ipencap", 4),
            Map.entry("tcp", 6),
            Map.entry("udp", 17),
            Map.entry("dccp", 33),
            Map.entry("gre", 47),
            Map.entry("esp", 50),
            Map.entry("ah", 51),
            Map.entry("ipv6-icmp", 58),
            Map.entry("icmpv6", 58),
            Map.entry("ospf", 89),
            Map.entry("sctp", 132),
            Map.entry("udplite", 136));

    private static final Map<String, Integer> SERVICES = Map.ofEntries(
            Map.entry("ftp", 21),
            Map.entry("ssh", 22),
            Map.entry("telnet", 23),
            Map.entry("smtp", 25),
            Map.entry("domain", 53),
            Map.entry("bootps", 67),
            Map.entry("bootpc", 68),
            Map.entry("http", 80),
            Map.entry("ntp", 123),
            Map.entry("imap", 143),
            Map.entry("https", 443),
            Map.entry("mdns", 5353));

    private static final Map<String, Integer> ICMP_TYPES = Map.ofEntries(
            Map.entry("echo-reply", 0),
            Map.entry("pong", 0),
            Map.entry("destination-unreachable", 3),
            Map.entry("source-quench", 4),
            Map.entry("redirect", 5),
            Map.entry("echo-request", 8),
            Map.entry("ping", 8),
            Map.entry("router-advertisement", 9),
            Map.entry("router-solicitation", 10),
            Map.entry("time-exceeded", 11),
            Map.entry("ttl-exceeded", 11),
            Map.entry("parameter-problem", 12),
            Map.entry("timestamp-request", 13),
            Map.entry("timestamp-reply", 14),
            Map.entry("info-request", 15),
            Map.entry("info-reply", 16),
            Map.entry("address-mask-request", 17),
            Map.entry("address-mask-reply", 18));

    private static final List<String> UNREACHABLE = List.of(
            "network-unreachable",
            "host-unreachable",
            "protocol-unreachable",
            "port-unreachable",
            "fragmentation-needed",
            "source-route-failed",
            "network-unknown",
            "host-unknown",
            "",
            "network-prohibited",
            "host-prohibited",
            "TOS-network-unreachable",
            "TOS-host-unreachable",
            "communication-prohibited",
            "host-precedence-violation",
            "precedence-cutoff");

    /** The protocols that have ports. */
    static final IntervalSet PORTED = IntervalSet.union(List.of(
            IntervalSet.single(6),
            IntervalSet.single(17),
            IntervalSet.single(33),
            IntervalSet.single(132),
            IntervalSet.single(136)));

    private Numbers() {}

    /** An address, a network with a prefix length or mask, or a range with a hyphen. */
    public static Optional<IntervalSet> addresses(String text) {
        try {
            int dash = text.indexOf('-');
            if (dash > 0) {
                return Optional.of(IntervalSet.range(bits(text.substring(0, dash)), bits(text.substring(dash + 1))));
            }
            int slash = text.indexOf('/');
            if (slash < 0) {
                return Optional.of(IntervalSet.single(bits(text)));
            }
            return prefix(text.substring(slash + 1)).map(length -> network(bits(text.substring(0, slash)), length));
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    /** All addresses of the network in which an address is. */
    public static IntervalSet network(long address, int prefix) {
        long host = 0xffff_ffffL >>> prefix;
        return IntervalSet.range(address & ~host, address | host);
    }

    private static Optional<Integer> prefix(String text) {
        if (text.matches("\\d{1,2}")) {
            int length = Integer.parseInt(text);
            return length <= 32 ? Optional.of(length) : Optional.empty();
        }
        long mask = bits(text);
        int length = Long.bitCount(mask);
        return (0xffff_ffffL << (32 - length) & 0xffff_ffffL) == mask ? Optional.of(length) : Optional.empty();
    }

    private static long bits(String text) {
        return Ipv4Address.of(text).bits();
    }

    /** The number of a protocol; all of them for {@code all}. */
    public static Optional<IntervalSet> protocol(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (name.equals("all") || name.equals("0")) {
            return Optional.of(Dimension.PROTOCOL.all());
        }
        Integer known = PROTOCOLS.get(name);
        return known == null ? number(text, 255).map(IntervalSet::single) : Optional.of(IntervalSet.single(known));
    }

    /** A port or a range, its ends parted by this character; an end may be left out where the text has one. */
    public static Optional<IntervalSet> ports(String text, char between) {
        int mark = text.indexOf(between, 1);
        if (mark < 0 && !text.startsWith(String.valueOf(between))) {
            return port(text).map(IntervalSet::single);
        }
        int at = Math.max(mark, 0);
        Optional<Long> low = at == 0 ? Optional.of(0L) : port(text.substring(0, at));
        Optional<Long> high = at == text.length() - 1 ? Optional.of(65535L) : port(text.substring(at + 1));
        return low.flatMap(from -> high.map(to -> IntervalSet.range(from, to)));
    }

    private static Optional<Long> port(String text) {
        Integer known = SERVICES.get(text);
        return known == null ? number(text, 65535) : Optional.of((long) known);
    }

    /** Ports and ranges parted by commas. */
    public static Optional<IntervalSet> portList(String text, char between) {
        List<IntervalSet> sets = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Optional<IntervalSet> ports = part.isEmpty() ? Optional.empty() : ports(part, between);
            if (ports.isEmpty()) {
                return Optional.empty();
            }
            sets.add(ports.get());
        }
        return Optional.of(IntervalSet.union(sets));
    }

    /** An ICMP type with any code, or a type and a code, as type × 256 + code. */
    public static Optional<IntervalSet> icmp(String text) {
        if (text.equals("any")) {
            return Optional.of(Dimension.ICMP.all());
        }
        int code = text.startsWith("icmp-") ? UNREACHABLE.indexOf(text.substring(5)) : UNREACHABLE.indexOf(text);
        if (code >= 0 && !text.isEmpty()) {
            return Optional.of(IntervalSet.single(3 * 256L + code));
        }
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return icmpType(text.substring(0, slash))
                    .flatMap(type ->
                            number(text.substring(slash + 1), 255).map(each -> IntervalSet.single(type * 256 + each)));
        }
        return icmpType(text).map(type -> IntervalSet.range(type * 256, type * 256 + 255));
    }

    /** The number of an ICMP type. */
    public static Optional<Long> icmpType(String text) {
        Integer known = ICMP_TYPES.get(text);
        return known == null ? number(text, 255) : Optional.of((long) known);
    }

    /** The state of this name in small letters. */
    public static Optional<ConnectionState> state(String text) {
        for (ConnectionState each : ConnectionState.values()) {
            if (each.name().equals(text.toUpperCase(Locale.ROOT))) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** A number in decimal, or in hexadecimal after {@code 0x}, up to the greatest one allowed. */
    public static Optional<Long> number(String text, long greatest) {
        boolean hexadecimal = text.matches("0[xX][0-9a-fA-F]{1,8}");
        if (!hexadecimal && !text.matches("\\d{1,10}")) {
            return Optional.empty();
        }
        long value = hexadecimal ? Long.parseLong(text.substring(2), 16) : Long.parseLong(text);
        return value <= greatest ? Optional.of(value) : Optional.empty();
    }
}
