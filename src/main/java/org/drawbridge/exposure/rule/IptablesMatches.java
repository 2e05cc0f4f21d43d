package org.drawbridge.exposure.rule;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.drawbridge.exposure.rule.Crossing.Cast;
import org.drawbridge.exposure.rule.Match.AddressKind;
import org.jspecify.annotations.Nullable;

/** Collects what one iptables rule asks of a packet; what is not known is asked last. */
final class IptablesMatches {

    private static final Set<String> MODULES = Set.of(
            "tcp",
            "udp",
            "udplite",
            "sctp",
            "dccp",
            "icmp",
            "multiport",
            "iprange",
            "state",
            "conntrack",
            "physdev",
            "addrtype",
            "comment",
            "pkttype",
            "mark",
            "connmark",
            "devgroup");

    private final List<Match> known = new ArrayList<>();
    private final List<Match> unknown = new ArrayList<>();
    private final PhysdevOptions physdev = new PhysdevOptions();
    private String module = "";

    void unknown(String reason) {
        unknown.add(new Match.Unknown(reason));
    }

    void module(String name) {
        module = name;
        if (!MODULES.contains(name)) {
            unknown("the match " + name + " is not known");
        }
    }

    List<Match> all() {
        List<Match> all = new ArrayList<>(known);
        physdev.match().ifPresent(all::add);
        all.addAll(unknown);
        return all;
    }

    /** Takes an option with its values; false if it is not known. */
    boolean take(String option, boolean inverted, Words value) {
        if (physdev.take(option, inverted, value)) {
            return true;
        }
        switch (option) {
            case "-i", "--in-interface" -> add(named(Side.IN, value.next()), inverted);
            case "-o", "--out-interface" -> add(named(Side.OUT, value.next()), inverted);
            case "-s", "--source", "--src" -> add(addresses(Dimension.SOURCE, value.next()), inverted);
            case "-d", "--destination", "--dst" -> add(addresses(Dimension.DESTINATION, value.next()), inverted);
            case "--src-range" -> add(addresses(Dimension.SOURCE, value.next()), inverted);
            case "--dst-range" -> add(addresses(Dimension.DESTINATION, value.next()), inverted);
            case "-p", "--protocol", "--proto" ->
                add(within(Dimension.PROTOCOL, Numbers.protocol(value.next())), inverted);
            case "--sport", "--source-port" -> add(port(Dimension.SOURCE_PORT, value.next()), inverted);
            case "--dport", "--destination-port" -> add(port(Dimension.DESTINATION_PORT, value.next()), inverted);
            case "--sports", "--source-ports" -> add(ports(Dimension.SOURCE_PORT, value.next()), inverted);
            case "--dports", "--destination-ports" -> add(ports(Dimension.DESTINATION_PORT, value.next()), inverted);
            case "--ports" -> {
                String text = value.next();
                add(
                        new Match.Any(
                                List.of(ports(Dimension.SOURCE_PORT, text), ports(Dimension.DESTINATION_PORT, text))),
                        inverted);
            }
            case "--icmp-type" -> add(within(Dimension.ICMP, Numbers.icmp(value.next())), inverted);
            case "--state", "--ctstate" -> add(states(value.next()), inverted);
            case "--src-type" -> add(kind(Dimension.SOURCE, value.next()), inverted);
            case "--dst-type" -> add(kind(Dimension.DESTINATION, value.next()), inverted);
            case "--pkt-type" -> add(cast(value.next()), inverted);
            case "--mark" -> {
                Match match = IptablesMarks.asked(module.equals("connmark"), value.next(), inverted);
                (match instanceof Match.Unknown ? unknown : known).add(match);
            }
            case "--src-group" -> add(group(Side.IN, value.next()), inverted);
            case "--dst-group" -> add(group(Side.OUT, value.next()), inverted);
            // A packet that is asked about is whole.
            case "-f", "--fragment" -> add(new Match.Any(List.of()), inverted);
            case "--ctproto" -> connection(Dimension.PROTOCOL, Numbers.protocol(value.next()), inverted);
            case "--ctorigsrc" -> connection(Dimension.SOURCE, Numbers.addresses(value.next()), inverted);
            case "--ctorigdst" -> connection(Dimension.DESTINATION, Numbers.addresses(value.next()), inverted);
            case "--ctorigsrcport" -> connection(Dimension.SOURCE_PORT, Numbers.ports(value.next(), ':'), inverted);
            case "--ctorigdstport" ->
                connection(Dimension.DESTINATION_PORT, Numbers.ports(value.next(), ':'), inverted);
            case "--ctdir" ->
                known.add(new Match.OfConnection(
                        new Match.OfConnection.Fact.Original(),
                        inverted == value.next().equalsIgnoreCase("ORIGINAL")));
            case "--comment" -> value.next();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void add(Match match, boolean inverted) {
        if (match instanceof Match.Unknown) {
            unknown.add(match);
        } else {
            known.add(inverted ? new Match.Not(match) : match);
        }
    }

    private void connection(Dimension dimension, Optional<IntervalSet> set, boolean inverted) {
        if (set.isPresent()) {
            known.add(new Match.OfConnection(new Match.OfConnection.Fact.First(dimension, set.get()), inverted));
        } else {
            unknown("it asks for a number that cannot be read");
        }
    }

    /** {@code NUMBER[/MASK]}. */
    private static Match group(Side side, String text) {
        return Numbers.number(text, 0xffff_ffffL)
                .<Match>map(number -> new Match.Grouped(side, IntervalSet.single(number)))
                .orElse(new Match.Unknown("the group " + text + " is not known"));
    }

    private static Match named(Side side, String name) {
        return new Match.Named(side, List.of(NamePattern.of(name, '+')));
    }

    private static Match addresses(Dimension dimension, String text) {
        return within(dimension, Numbers.addresses(text));
    }

    private static Match port(Dimension dimension, String text) {
        return within(dimension, Numbers.ports(text, ':'));
    }

    private static Match ports(Dimension dimension, String text) {
        return within(dimension, Numbers.portList(text, ':'));
    }

    private static Match within(Dimension dimension, Optional<IntervalSet> set) {
        return set.<Match>map(each -> new Match.Within(dimension, each))
                .orElse(new Match.Unknown("it asks for a number that cannot be read"));
    }

    private static Match states(String text) {
        List<Match> any = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            Optional<ConnectionState> state = Numbers.state(word);
            if (state.isPresent()) {
                any.add(new Match.State(state.get().set()));
            } else if (word.equals("DNAT")) {
                any.add(new Match.Translated(Dimension.DESTINATION));
            } else if (word.equals("SNAT")) {
                any.add(new Match.Translated(Dimension.SOURCE));
            } else {
                return new Match.Unknown("the state " + word + " is not known");
            }
        }
        return any.size() == 1 ? any.getFirst() : new Match.Any(any);
    }

    private static Match kind(Dimension dimension, String text) {
        Set<AddressKind.Kind> kinds = EnumSet.noneOf(AddressKind.Kind.class);
        for (String word : text.split(",", -1)) {
            Optional<AddressKind.Kind> kind = List.of(AddressKind.Kind.values()).stream()
                    .filter(each -> each.name().equals(word.toUpperCase(Locale.ROOT)))
                    .findFirst();
            if (kind.isEmpty()) {
                return new Match.Unknown("the kind of address " + word + " is not known");
            }
            kinds.add(kind.get());
        }
        return new AddressKind(dimension, kinds);
    }

    private static Match cast(String text) {
        @Nullable
        Cast cast = Map.of(
                        "unicast",
                        Cast.HOST,
                        "broadcast",
                        Cast.BROADCAST,
                        "multicast",
                        Cast.MULTICAST,
                        "otherhost",
                        Cast.OTHER_HOST)
                .get(text);
        return cast == null
                ? new Match.Unknown("the kind of frame " + text + " is not known")
                : new Match.SentTo(Set.of(cast));
    }

    /** The options of physdev, which are asked together. */
    private static final class PhysdevOptions {

        private Physdev.@Nullable Named in;
        private Physdev.@Nullable Named out;
        private @Nullable Boolean isIn;
        private @Nullable Boolean isOut;
        private @Nullable Boolean isBridged;
        private boolean given;

        boolean take(String option, boolean inverted, Words value) {
            switch (option) {
                case "--physdev-in" -> in = new Physdev.Named(NamePattern.of(value.next(), '+'), inverted);
                case "--physdev-out" -> out = new Physdev.Named(NamePattern.of(value.next(), '+'), inverted);
                case "--physdev-is-in" -> isIn = !inverted;
                case "--physdev-is-out" -> isOut = !inverted;
                case "--physdev-is-bridged" -> isBridged = !inverted;
                default -> {
                    return false;
                }
            }
            given = true;
            return true;
        }

        Optional<Match> match() {
            return given
                    ? Optional.of(new Match.OnBridge(new Physdev(in, out, isIn, isOut, isBridged)))
                    : Optional.empty();
        }
    }
}
