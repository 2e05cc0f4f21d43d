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
