package org.drawbridge.exposure.rule;

import java.util.List;
import java.util.Set;
import org.drawbridge.exposure.rule.Crossing.Cast;
import org.jspecify.annotations.Nullable;

/** Something that holds of a packet or does not. */
public sealed interface Match extends Statement {

    /** Parts packets into those of which this holds and those of which it does not. */
    Split split(PacketSet packets, Crossing at);

    /** A number of the header is in a set. */
    record Within(Dimension dimension, IntervalSet set) implements Match {
        @Override
        public Split split(PacketSet packets, Crossing at) {
            return Split.within(packets, dimension, set);
        }
    }

    /** What connection tracking says; before it has seen the packet it says invalid. */
    record State(IntervalSet states) implements Match {
        @Override
        public Split split(PacketSet packets, Crossing at) {
            boolean untracked = packets.get(Dimension.STATE).equals(ConnectionState.UNTRACKED.set());
            return at.tracked() || untracked
                    ? Split.within(packets, Dimension.STATE, states)
                    : Split.whole(
                            packets,
                            states.contains(ConnectionState.INVALID.set().first()));
        }
    }

    /** The name of an interface; where there is none its name is empty. */
    record Named(Side side, List<NamePattern> patterns) implements Match {

        public Named {
            patterns = List.copyOf(patterns);
        }

        @Override
        public Split split(PacketSet packets, Crossing at) {
            return Split.whole(packets, holds(at));
        }

        boolean holds(Crossing at) {
            Crossing.@Nullable Device device = side.of(at);
            String name = device == null ? "" : device.name();
            for (NamePattern each : patterns) {
                if (each.matches(name)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** The group of an interface; it holds of no packet where there is no interface, not even inverted. */
    record Grouped(Side side, IntervalSet groups) implements Match {
        @Override
        public Split split(PacketSet packets, Crossing at) {
            Crossing.@Nullable Device device = side.of(at);
            return Split.whole(packets, device != null && groups.contains(device.group()));
        }
    }

    /** Whom the frame was for. */
    record SentTo(Set<Cast> casts) implements Match {

        public SentTo {
            casts = Set.copyOf(casts);
        }

        @Override
        public Split split(PacketSet packets, Crossing at) {
            return at.hook() == Hook.INGRESS
                    ? Split.unsure(packets, "it asks whom a frame is for before that is known")
                    : Split.whole(packets, casts.contains(at.cast()));
        }
    }

    /** What routing says of an address. */
    record AddressKind(Dimension dimension, Set<Kind> kinds) implements Match {

        public AddressKind {
            kinds = Set.copyOf(kinds);
        }

        /** What an address can be. */
        public enum Kind {
            LOCAL,
            BROADCAST,
            MULTICAST,
            UNICAST
        }

        @Override
        public Split split(PacketSet packets, Crossing at) {
            List<IntervalSet> sets = kinds.stream().map(kind -> set(kind, at)).toList();
            return Split.within(packets, dimension, IntervalSet.union(sets));
        }

        private static IntervalSet set(Kind kind, Crossing at) {
            return switch (kind) {
                case LOCAL -> at.addresses().local();
                case BROADCAST -> at.addresses().broadcast();
                case MULTICAST -> at.addresses().multicast();
                case UNICAST -> at.addresses().unicast();
            };
        }
    }

    /** Whether the connection's address was translated, as far as this packet's own way tells. */
    record Translated(Dimension dimension) implements Match {
        @Override
        public Split split(PacketSet packets, Crossing at) {
            boolean fresh = packets.get(Dimension.STATE).equals(ConnectionState.NEW.set());
            if (packets.translated(dimension)) {
                return Split.whole(packets, true);
            }
            return fresh
                    ? Split.whole(packets, false)
                    : Split.unsure(packets, "it asks for the history of a connection that is already open");
        }
    }

    /** The mark that rules wrote on a packet. */
    record Marked(long mask, IntervalSet values) implements Match {
        @Override
        public Split split(PacketSet packets, Crossing at) {
            Long mark = packets.marks().packet();
            return mark == null
                    ? Split.unsure(packets, "it asks for a mark of a connection that is already open")
                    : Split.whole(packets, values.contains(mark & mask));
        }
    }

    /**
     * What connection tracking keeps of the connection; where there is no connection nothing of it holds, not even the
     * opposite.
     *
     * @param fact what is asked
     */
    record OfConnection(Fact fact, boolean inverted) implements Match {

        /** One thing that connection tracking keeps. */
        sealed interface Fact {

            /** The mark that rules wrote on it. */
            record Mark(long mask, IntervalSet values) implements Fact {}

            /** What the header of its first packet said. */
            record First(Dimension dimension, IntervalSet set) implements Fact {}

            /** Whether the packet goes the way of the first one. */
            record Original() implements Fact {}
        }

        @Override
        public Split split(PacketSet packets, Crossing at) {
            IntervalSet fresh = ConnectionState.NEW.set();
            IntervalSet none = ConnectionState.INVALID.set().union(ConnectionState.UNTRACKED.set());
            if (!at.tracked()) {
                return Split.whole(packets, false);
            }
            Split.Parts parts = new Split.Parts();
            PacketSet without = packets.within(Dimension.STATE, none);
            PacketSet begun = packets.within(Dimension.STATE, fresh);
            PacketSet open = packets.without(Dimension.STATE, none.union(fresh));
            if (!without.isEmpty()) {
                parts.no.add(without);
            }
            if (!begun.isEmpty()) {
                begun(begun, parts);
            }
            if (!open.isEmpty()) {
                parts.unsure.add(
                        new Split.Unsure(open, "it asks for the history of a connection that is already open"));
            }
            return parts.split();
        }

        /** Connection tracking keeps other things in place of the ports of a protocol that has none. */
        private void first(Fact.First first, PacketSet packets, Split.Parts parts) {
            boolean port =
                    first.dimension() == Dimension.SOURCE_PORT || first.dimension() == Dimension.DESTINATION_PORT;
            PacketSet sure = port ? packets.within(Dimension.PROTOCOL, Numbers.PORTED) : packets;
            PacketSet unsure = port
                    ? packets.without(Dimension.PROTOCOL, Numbers.PORTED)
                    : sure.with(Dimension.STATE, IntervalSet.EMPTY);
            IntervalSet all = first.dimension().all();
            IntervalSet wanted = inverted ? all.minus(first.set()) : first.set();
            PacketSet yes = sure.originally(first.dimension(), wanted);
            PacketSet no = sure.originally(first.dimension(), all.minus(wanted));
            if (!yes.isEmpty()) {
                parts.yes.add(yes);
            }
            if (!no.isEmpty()) {
                parts.no.add(no);
            }
            if (!unsure.isEmpty()) {
                parts.unsure.add(new Split.Unsure(unsure, "it asks for ports of a protocol that may have none"));
            }
        }

        private void begun(PacketSet packets, Split.Parts parts) {
            switch (fact) {
                case Fact.Mark mark -> {
                    Long number = packets.marks().ofNewConnection().connection();
                    boolean holds = number != null && mark.values().contains(number & mark.mask());
                    (holds != inverted ? parts.yes : parts.no).add(packets);
                }
                case Fact.First first -> first(first, packets, parts);
                case Fact.Original original -> (inverted ? parts.no : parts.yes).add(packets);
            }
        }
    }

    /** What iptables' {@code physdev} asks of the bridge ports. */
    record OnBridge(Physdev physdev) implements Match {
        @Override
        public Split split(PacketSet packets, Crossing at) {
            return Split.whole(packets, physdev.holds(at));
        }
    }

    /** All of these hold, asked in their order. */
    record All(List<Match> matches) implements Match {

        public All {
            matches = List.copyOf(matches);
        }

        @Override
        public Split split(PacketSet packets, Crossing at) {
            Split.Parts parts = new Split.Parts();
            List<PacketSet> left = List.of(packets);
            for (Match each : matches) {
                Split.Parts next = new Split.Parts();
                for (PacketSet some : left) {
                    Split split = each.split(some, at);
                    next.yes.addAll(split.yes());
                    parts.no.addAll(split.no());
                    parts.unsure.addAll(split.unsure());
                }
                left = next.yes;
                if (left.isEmpty()) {
                    break;
                }
            }
            parts.yes.addAll(left);
            return parts.split();
        }
    }

    /** One of these holds. */
    record Any(List<Match> matches) implements Match {

        public Any {
            matches = List.copyOf(matches);
        }

        @Override
        public Split split(PacketSet packets, Crossing at) {
            return new All(matches.stream().<Match>map(Not::new).toList())
                    .split(packets, at)
                    .inverted();
        }
    }

    /** This does not hold. */
    record Not(Match match) implements Match {
        @Override
        public Split split(PacketSet packets, Crossing at) {
            return match.split(packets, at).inverted();
        }
    }

    /** Something that is not known here. */
    record Unknown(String reason) implements Match {
        @Override
        public Split split(PacketSet packets, Crossing at) {
            return Split.unsure(packets, reason);
        }
    }
}
