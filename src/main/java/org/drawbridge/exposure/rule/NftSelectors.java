package org.drawbridge.exposure.rule;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drawbridge.exposure.rule.Crossing.Cast;
import org.drawbridge.exposure.rule.Match.AddressKind;

/** Knows the parts of a packet for which nftables rules can ask. */
final class NftSelectors {

    static final String STATE = "ct state";

    private static final Match NEVER = new Match.Any(List.of());
    private static final Match ALWAYS = new Match.All(List.of());
    private static final Map<String, Long> PORTED =
            Map.of("tcp", 6L, "udp", 17L, "udplite", 136L, "sctp", 132L, "dccp", 33L);
    private static final Match HAS_PORTS = new Match.Within(
            Dimension.PROTOCOL,
            IntervalSet.union(PORTED.values().stream().map(IntervalSet::single).toList()));
    private static final long MARKS = 0xffff_ffffL;
    private static final IntervalSet GROUPS = IntervalSet.range(0, 0xffff_ffffL);

    private final boolean bridge;

    NftSelectors(String family) {
        this.bridge = family.equals("bridge");
    }

    /** What a packet must be to have this part at all. */
    Optional<Match> guard(String selector) {
        String header = selector.split(" ", -1)[0];
        Long protocol = PORTED.get(header);
        if (protocol != null) {
            return Optional.of(new Match.Within(Dimension.PROTOCOL, IntervalSet.single(protocol)));
        }
        if (header.equals("ct") && !selector.equals(STATE) && !selector.equals("ct status")) {
            return Optional.of(
                    new Match.OfConnection(new Match.OfConnection.Fact.Mark(0, IntervalSet.single(0)), false));
        }
        return switch (selector) {
            case "iifgroup" -> Optional.of(new Match.Grouped(Side.IN, GROUPS));
            case "oifgroup" -> Optional.of(new Match.Grouped(Side.OUT, GROUPS));
            case "icmp type", "icmp code" -> Optional.of(new Match.Within(Dimension.PROTOCOL, IntervalSet.single(1)));
            case "th sport", "th dport" ->
                Optional.of(new Match.Any(
                        List.of(HAS_PORTS, new Match.Unknown("it asks for ports of a protocol that may have none"))));
            default ->
                header.equals("ip6") || header.equals("icmpv6") || header.equals("arp")
                        ? Optional.of(NEVER)
                        : Optional.empty();
        };
    }

    /** Whether this part of a packet is what the word says. */
    Match match(String selector, String word) {
        int and = selector.indexOf(" & ");
        if (and > 0) {
            return masked(selector.substring(0, and), selector.substring(and + 3), word);
        }
        return switch (selector) {
            case "mark" -> marked(MARKS, word, false);
            case "ct mark" -> marked(MARKS, word, true);
            case "ct direction" ->
                word.equals("original")
                        ? new Match.OfConnection(new Match.OfConnection.Fact.Original(), false)
                        : new Match.OfConnection(new Match.OfConnection.Fact.Original(), true);
            case "ct original saddr", "ct original ip saddr" -> first(Dimension.SOURCE, Numbers.addresses(word));
            case "ct original daddr", "ct original ip daddr" -> first(Dimension.DESTINATION, Numbers.addresses(word));
            case "ct original protocol", "ct protocol" -> first(Dimension.PROTOCOL, Numbers.protocol(word));
            case "ct original proto-src" -> first(Dimension.SOURCE_PORT, Numbers.ports(word, '-'));
            case "ct original proto-dst" -> first(Dimension.DESTINATION_PORT, Numbers.ports(word, '-'));
            case "ip version" -> word.equals("4") ? ALWAYS : NEVER;
            case "ip saddr" -> within(Dimension.SOURCE, Numbers.addresses(word));
            case "ip daddr" -> within(Dimension.DESTINATION, Numbers.addresses(word));
            case "ip protocol", "meta l4proto" -> within(Dimension.PROTOCOL, Numbers.protocol(word));
            case "tcp sport", "udp sport", "udplite sport", "sctp sport", "dccp sport", "th sport" ->
                within(Dimension.SOURCE_PORT, Numbers.ports(word, '-'));
            case "tcp dport", "udp dport", "udplite dport", "sctp dport", "dccp dport", "th dport" ->
                within(Dimension.DESTINATION_PORT, Numbers.ports(word, '-'));
            case "icmp type" -> within(Dimension.ICMP, icmpType(word));
            case "icmp code" -> within(Dimension.ICMP, icmpCode(word));
            case STATE -> state(word);
            case "ct status" ->
                word.equals("dnat")
                        ? new Match.Translated(Dimension.DESTINATION)
                        : word.equals("snat") ? new Match.Translated(Dimension.SOURCE) : unknown(selector);
            case "iif", "iifname" -> named(Side.IN, word);
            case "oif", "oifname" -> named(Side.OUT, word);
            case "iifgroup" -> group(Side.IN, word);
            case "oifgroup" -> group(Side.OUT, word);
            case "pkttype" -> cast(word);
            case "meta protocol", "ether type" -> word.equals("ip") || word.equals("0x0800") ? ALWAYS : NEVER;
            case "meta nfproto" -> word.equals("ipv4") || word.equals("2") ? ALWAYS : NEVER;
            case "fib daddr type" -> addressKind(Dimension.DESTINATION, word);
            case "fib saddr type" -> addressKind(Dimension.SOURCE, word);
            case "ip6 saddr", "ip6 daddr", "ip6 nexthdr", "icmpv6 type", "icmpv6 code" -> NEVER;
            default -> unknown(selector);
        };
    }

    /** Whether a number of the packet is less or greater than the word. */
    Match compared(String selector, String operator, String word) {
        if (!(match(selector, word) instanceof Match.Within within)
                || !within.set().isSingle()) {
            return new Match.Unknown("it compares " + selector + " with " + word);
        }
        long number = within.set().first();
        IntervalSet set = switch (operator) {
            case "<" -> IntervalSet.range(0, number - 1);
            case "<=" -> IntervalSet.range(0, number);
            case ">" -> IntervalSet.range(number + 1, Long.MAX_VALUE - 1);
            default -> IntervalSet.range(number, Long.MAX_VALUE - 1);
        };
        return new Match.Within(
                within.dimension(), set.intersect(within.dimension().all()));
    }

    /** A mask upon a mark, or one upon an address that is that of a network. */
    private Match masked(String selector, String mask, String word) {
        Optional<Long> bits = Numbers.number(mask, MARKS);
        if ((selector.equals("mark") || selector.equals("ct mark")) && bits.isPresent()) {
            return marked(bits.get(), word, selector.equals("ct mark"));
        }
        if (selector.equals("ip saddr") || selector.equals("ip daddr")) {
            return match(selector, word + "/" + mask);
        }
        return unknown(selector + " & " + mask);
    }

    private static Match marked(long mask, String word, boolean ofConnection) {
        int dash = word.indexOf('-');
        Optional<Long> low = Numbers.number(dash < 0 ? word : word.substring(0, dash), MARKS);
        Optional<Long> high = dash < 0 ? low : Numbers.number(word.substring(dash + 1), MARKS);
        if (low.isEmpty() || high.isEmpty()) {
            return new Match.Unknown("the mark " + word + " is not known");
        }
        IntervalSet values = IntervalSet.range(low.get(), high.get());
        return ofConnection
                ? new Match.OfConnection(new Match.OfConnection.Fact.Mark(mask, values), false)
                : new Match.Marked(mask, values);
    }

    private static Match first(Dimension dimension, Optional<IntervalSet> set) {
        return set.<Match>map(each -> new Match.OfConnection(new Match.OfConnection.Fact.First(dimension, each), false))
                .orElse(new Match.Unknown("it asks for a value that cannot be read"));
    }

    private static Match unknown(String selector) {
        return new Match.Unknown("it asks for " + selector + ", which is not known");
    }

    private static Match within(Dimension dimension, Optional<IntervalSet> set) {
        return set.<Match>map(each -> new Match.Within(dimension, each))
                .orElse(new Match.Unknown("it asks for a value that cannot be read"));
    }

    private static Optional<IntervalSet> icmpType(String word) {
        return Numbers.icmpType(word).map(type -> IntervalSet.range(type * 256, type * 256 + 255));
    }

    private static Optional<IntervalSet> icmpCode(String word) {
        return Numbers.number(word, 255)
                .map(code -> IntervalSet.union(java.util.stream.LongStream.range(0, 256)
                        .mapToObj(type -> IntervalSet.single(type * 256 + code))
                        .toList()));
    }

    private Match state(String word) {
        Optional<ConnectionState> state = Numbers.state(word);
        if (bridge || state.isEmpty()) {
            return new Match.Unknown("it asks for a connection's state " + word);
        }
        return new Match.State(state.get().set());
    }

    private static Match named(Side side, String word) {
        if (word.matches("\\d+")) {
            return new Match.Unknown("it asks for an interface by its number");
        }
        return new Match.Named(side, List.of(NamePattern.of(word, '*')));
    }

    private static Match group(Side side, String word) {
        Optional<Long> number = word.equals("default") ? Optional.of(0L) : Numbers.number(word, 0xffff_ffffL);
        return number.<Match>map(each -> new Match.Grouped(side, IntervalSet.single(each)))
                .orElse(new Match.Unknown("the group " + word + " is not known"));
    }

    private static Match cast(String word) {
        return switch (word) {
            case "host", "unicast" -> new Match.SentTo(Set.of(Cast.HOST));
            case "broadcast" -> new Match.SentTo(Set.of(Cast.BROADCAST));
            case "multicast" -> new Match.SentTo(Set.of(Cast.MULTICAST));
            case "other" -> new Match.SentTo(Set.of(Cast.OTHER_HOST));
            default -> new Match.Unknown("the kind of frame " + word + " is not known");
        };
    }

    private static Match addressKind(Dimension dimension, String word) {
        for (AddressKind.Kind each : AddressKind.Kind.values()) {
            if (each.name().equals(word.toUpperCase(Locale.ROOT))) {
                return new AddressKind(dimension, Set.of(each));
            }
        }
        return new Match.Unknown("the kind of address " + word + " is not known");
    }
}
